//! Charts as pictures, each in two forms of the same drawing: SVG for programs that read it, and a metafile for those
//! that do not. The alternative text is the chart's own title and description.

use super::emf;
use super::xml::Xml;
use crate::report::chart::Chart;
use crate::report::svg;

/// One pixel at 96 to the inch in the units of drawings.
const PIXEL: u64 = 9_525;
/// A twentieth of a point in the same.
const TWENTIETH: u64 = 635;
/// How many periods a small picture goes back.
const SMALL: usize = 12;

/// A picture of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Picture {
    pub(super) svg: String,
    pub(super) emf: Vec<u8>,
}

/// A picture with its measures.
pub(super) struct Drawn {
    picture: Picture,
    wide: u64,
    high: u64,
}

/// A chart across the page.
pub(super) fn chart(of: &Chart, room: u32) -> Option<Drawn> {
    drawn(svg::draw(of, "chart"), u64::from(room) * TWENTIETH)
}

/// How wide a small picture is, in twentieths of a point.
pub(super) const SMALL_WIDTH: u32 = 1_250;

/// A small line of the newest figures; none where there are too few.
pub(super) fn small(of: &Chart) -> Option<Drawn> {
    drawn(svg::spark(of, SMALL), u64::from(SMALL_WIDTH) * TWENTIETH)
}

fn drawn(svg: String, room: u64) -> Option<Drawn> {
    if svg.is_empty() {
        return None;
    }
    let emf = emf::from_svg(&svg)?;
    let (_, view) = svg.split_once("viewBox=\"")?;
    let mut size = view.split_once('"')?.0.split_whitespace().skip(2).map(str::parse::<u64>);
    let (wide, high) = (size.next()?.ok()?.max(1), size.next()?.ok()?.max(1));
    // As wide as the page has room, and never larger than it was drawn.
    let shown = room.min(wide * PIXEL);
    // Word reads the first name of a list of fonts as the name of one.
    let svg = svg.replace("font-family=\"Arial, Helvetica, sans-serif\"", "font-family=\"Arial\"");
    Some(Drawn { picture: Picture { svg, emf }, wide: shown, high: shown * high / wide })
}

const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";
const IN_LINE: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
const SVG: &str = "http://schemas.microsoft.com/office/drawing/2016/SVG/main";
/// What the extension of a picture by SVG is known by.
const SVG_KEY: &str = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}";

/// The names by which the two forms of the picture at a position are found.
pub(super) fn names(at: usize) -> (String, String) {
    (format!("rIdEmf{}", at + 1), format!("rIdSvg{}", at + 1))
}

impl Drawn {
    /// Puts the picture into a line of text.
    pub(super) fn put(self, xml: &mut Xml, of: &Chart, pictures: &mut Vec<Picture>) {
        let at = pictures.len();
        let id = (at + 1).to_string();
        let (wide, high) = (self.wide.to_string(), self.high.to_string());
        let size = [("cx", wide.as_str()), ("cy", high.as_str())];
        let name = format!("Chart {id}");
        xml.open("w:r", &[]);
        xml.open("w:drawing", &[]);
        let close = [("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")];
        xml.within("wp:inline", &[&[("xmlns:wp", IN_LINE)], &close[..]].concat(), |xml| {
            xml.empty("wp:extent", &size);
            let said = [
                ("id", id.as_str()),
                ("name", name.as_str()),
                ("descr", of.description.as_str()),
                ("title", of.title.as_str()),
            ];
            xml.empty("wp:docPr", &said);
            xml.within("wp:cNvGraphicFramePr", &[], |xml| {
                xml.empty("a:graphicFrameLocks", &[("xmlns:a", DRAWING), ("noChangeAspect", "1")]);
            });
            xml.within("a:graphic", &[("xmlns:a", DRAWING)], |xml| {
                xml.within("a:graphicData", &[("uri", PICTURE)], |xml| inside(xml, at, &name, &size));
            });
        });
        xml.close("w:drawing");
        xml.close("w:r");
        pictures.push(self.picture);
    }
}

fn inside(xml: &mut Xml, at: usize, name: &str, size: &[(&str, &str)]) {
    let (emf, svg) = names(at);
    xml.within("pic:pic", &[("xmlns:pic", PICTURE)], |xml| {
        xml.within("pic:nvPicPr", &[], |xml| {
            xml.empty("pic:cNvPr", &[("id", &(at + 1).to_string()), ("name", name)]);
            xml.empty("pic:cNvPicPr", &[]);
        });
        xml.within("pic:blipFill", &[], |xml| {
            xml.within("a:blip", &[("r:embed", &emf)], |xml| {
                xml.within("a:extLst", &[], |xml| {
                    xml.within("a:ext", &[("uri", SVG_KEY)], |xml| {
                        xml.empty("asvg:svgBlip", &[("xmlns:asvg", SVG), ("r:embed", &svg)]);
                    });
                });
            });
            xml.within("a:stretch", &[], |xml| xml.empty("a:fillRect", &[]));
        });
        xml.within("pic:spPr", &[], |xml| {
            xml.within("a:xfrm", &[], |xml| {
                xml.empty("a:off", &[("x", "0"), ("y", "0")]);
                xml.empty("a:ext", size);
            });
            xml.within("a:prstGeom", &[("prst", "rect")], |xml| xml.empty("a:avLst", &[]));
        });
    });
}
