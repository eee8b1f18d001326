//! A drawing as an enhanced metafile, beside the SVG of the same: what is shown by programs that do not read SVG.
//!
//! It is made from the SVG itself, so both are one picture. Only what `report::svg` writes is understood: lines, paths of
//! straight stretches, circles, rectangles and text. Layout of the records: MS-EMF, Enhanced Metafile Format.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::metrics;

/// A unit of the drawing is parted so often, so that lines fall where the SVG has them.
const FINE: f64 = 20.0;
/// A pixel at 96 to the inch, in hundredths of a millimetre.
const PIXEL: f64 = 2540.0 / 96.0;

const HEADER: u32 = 1;
const POLYGON: u32 = 3;
const POLYLINE: u32 = 4;
const SET_WINDOW_EXTENT: u32 = 9;
const SET_WINDOW_ORIGIN: u32 = 10;
const SET_VIEW_EXTENT: u32 = 11;
const SET_VIEW_ORIGIN: u32 = 12;
const END: u32 = 14;
const SET_MAP_MODE: u32 = 17;
const SET_BACK_MODE: u32 = 18;
const SET_TEXT_ALIGN: u32 = 22;
const SET_TEXT_COLOUR: u32 = 24;
const SELECT: u32 = 37;
const MAKE_BRUSH: u32 = 39;
const DELETE: u32 = 40;
const ELLIPSE: u32 = 42;
const MAKE_FONT: u32 = 82;
const TEXT: u32 = 84;
const MAKE_PEN: u32 = 95;

/// Stock objects that draw nothing.
const NO_BRUSH: u32 = 0x8000_0005;
const NO_PEN: u32 = 0x8000_0008;
/// The one object of our own that is in use at a time; a second is its filling.
const FIRST: u32 = 1;
const SECOND: u32 = 2;

/// The metafile of a drawing that `report::svg` made; none where it has a mark that is not understood.
#[must_use]
pub(super) fn from_svg(svg: &str) -> Option<Vec<u8>> {
    let mut reader = Reader::from_str(svg);
    let mut emf = Emf::default();
    let (mut size, mut words) = (None, None);
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) => match start.name().as_ref() {
                "svg" => {
                    size = Some(view(&start)?);
                    emf.begin(size?);
                }
                "text" => words = Some((Words::of(&start)?, String::new())),
                "title" | "desc" => words = None,
                _ => return None,
            },
            Event::Empty(start) => emf.shape(&start)?,
            Event::Text(text) => hear(&mut words, text.as_ref()),
            Event::GeneralRef(entity) => {
                hear(&mut words, entity_of(entity.as_ref())?.encode_utf8(&mut [0; 4]));
            }
            Event::End(end) if end.name().as_ref() == "text" => {
                let (how, said) = words.take()?;
                emf.words(&how, &said);
            }
            Event::Eof => return Some(emf.end(size?)),
            Event::End(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_) => {}
        }
    }
}

/// Takes up what is said inside a text; what is said elsewhere is not drawn.
fn hear(words: &mut Option<(Words, String)>, said: &str) {
    if let Some((_, heard)) = words {
        heard.push_str(said);
    }
}

/// What `&amp;` and its like stand for.
fn entity_of(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "#39" => Some('\''),
        _ => None,
    }
}

fn view(start: &BytesStart<'_>) -> Option<(f64, f64)> {
    let view = attribute(start, "viewBox")?;
    let mut numbers = view.split_whitespace().skip(2);
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

fn attribute(of: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = of.try_get_attribute(name).ok()??;
    Some(found.value.into_owned())
}

fn number(of: &BytesStart<'_>, name: &str) -> Option<f64> {
    attribute(of, name)?.parse().ok()
}

/// `#12436d` as the file has it: blue, green, red.
fn colour(of: &BytesStart<'_>, name: &str) -> Option<u32> {
    let text = attribute(of, name).filter(|text| text != "none")?;
    let rgb = u32::from_str_radix(text.strip_prefix('#')?, 16).ok()?;
    Some(((rgb & 0xff) << 16) | (rgb & 0xff00) | (rgb >> 16))
}

/// A place of the drawing in its fine units.
fn fine(number: f64) -> i32 {
    (number * FINE).round() as i32
}

/// How a text stands.
struct Words {
    x: f64,
    y: f64,
    colour: u32,
    bold: bool,
    anchor: u32,
}

impl Words {
    fn of(start: &BytesStart<'_>) -> Option<Self> {
        // On the base line, and at the left end, the middle or the right end.
        let anchor = match attribute(start, "text-anchor").as_deref() {
            Some("middle") => 24 + 6,
            Some("end") => 24 + 2,
            _ => 24,
        };
        Some(Self {
            x: number(start, "x")?,
            y: number(start, "y")?,
            colour: colour(start, "fill").unwrap_or(0x000c_0c0b),
            bold: attribute(start, "font-weight").is_some(),
            anchor,
        })
    }
}

/// Letters are so high, as the SVG has them.
const LETTERS: f64 = 12.0;

/// The records so far.
#[derive(Default)]
struct Emf {
    out: Vec<u8>,
    records: u32,
    holds_pen: bool,
}

/// The inside of a record in the making.
#[derive(Default)]
struct Inside(Vec<u8>);

impl Inside {
    fn u32s(mut self, numbers: &[u32]) -> Self {
        self.0.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
        self
    }

    fn i32s(mut self, numbers: &[i32]) -> Self {
        self.0.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
        self
    }

    fn bytes(mut self, bytes: &[u8]) -> Self {
        self.0.extend_from_slice(bytes);
        self
    }

    fn padded_to(mut self, length: usize) -> Self {
        self.0.resize(length, 0);
        self
    }
}

fn length(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}

impl Emf {
    fn record(&mut self, kind: u32, inside: Inside) {
        let size = inside.0.len().next_multiple_of(4);
        let whole = Inside::default().u32s(&[kind, length(size + 8)]).bytes(&inside.0).padded_to(size + 8);
        self.out.extend_from_slice(&whole.0);
        self.records += 1;
    }

    fn numbers(&mut self, kind: u32, numbers: &[u32]) {
        self.record(kind, Inside::default().u32s(numbers));
    }

    /// The header has room for now; its counts are known at the end.
    fn begin(&mut self, (wide, high): (f64, f64)) {
        self.record(HEADER, Inside::default().padded_to(100));
        let (wide, high) = (wide.round(), high.round());
        self.numbers(SET_MAP_MODE, &[8]);
        self.record(SET_WINDOW_ORIGIN, Inside::default().i32s(&[0, 0]));
        self.record(SET_WINDOW_EXTENT, Inside::default().i32s(&[fine(wide), fine(high)]));
        self.record(SET_VIEW_ORIGIN, Inside::default().i32s(&[0, 0]));
        self.record(SET_VIEW_EXTENT, Inside::default().i32s(&[fine(wide / FINE), fine(high / FINE)]));
        self.numbers(SET_BACK_MODE, &[1]);
        self.numbers(SELECT, &[NO_PEN]);
        self.numbers(SELECT, &[NO_BRUSH]);
    }

    fn shape(&mut self, start: &BytesStart<'_>) -> Option<()> {
        match start.name().as_ref() {
            "line" => {
                let places =
                    [number(start, "x1")?, number(start, "y1")?, number(start, "x2")?, number(start, "y2")?];
                self.pen(start);
                self.places(POLYLINE, &places.map(fine));
                self.put_down();
            }
            "rect" => {
                let (x, y) = (number(start, "x")?, number(start, "y")?);
                let (right, low) = (x + number(start, "width")?, y + number(start, "height")?);
                self.filled(start, POLYGON, &[x, y, right, y, right, low, x, low].map(fine));
            }
            "circle" => {
                let (x, y, r) = (number(start, "cx")?, number(start, "cy")?, number(start, "r")?);
                self.filled(start, ELLIPSE, &[x - r, y - r, x + r, y + r].map(fine));
            }
            "path" => {
                let drawn = attribute(start, "d")?;
                for (places, closed) in stretches(&drawn)? {
                    if closed {
                        self.filled(start, POLYGON, &places);
                    } else {
                        self.pen(start);
                        self.places(POLYLINE, &places);
                        self.put_down();
                    }
                }
            }
            _ => return None,
        }
        Some(())
    }

    /// Takes up a pen of the colour, width and dash of a mark.
    fn pen(&mut self, start: &BytesStart<'_>) {
        // A mark without an edge is drawn with the pen that draws nothing, of which there is always one.
        let Some(colour) = colour(start, "stroke") else { return };
        let width = fine(number(start, "stroke-width").unwrap_or(1.0)).unsigned_abs();
        let dashes = attribute(start, "stroke-dasharray").unwrap_or_default();
        let dashes: Vec<u32> = dashes
            .split_whitespace()
            .filter_map(|dash| Some(fine(dash.parse().ok()?).unsigned_abs()))
            .collect();
        // Geometric, flat ends, round joins; with dashes of its own where it has any.
        let style = 0x0001_0200 | if dashes.is_empty() { 0 } else { 7 };
        let inside = [FIRST, 0, 0, 0, 0, style, width, 0, colour, 0, length(dashes.len())];
        self.record(MAKE_PEN, Inside::default().u32s(&inside).u32s(&dashes));
        self.numbers(SELECT, &[FIRST]);
        self.holds_pen = true;
    }

    /// Gives back what was taken up.
    fn put_down(&mut self) {
        if std::mem::take(&mut self.holds_pen) {
            self.numbers(SELECT, &[NO_PEN]);
            self.numbers(DELETE, &[FIRST]);
        }
    }

    fn filled(&mut self, start: &BytesStart<'_>, kind: u32, places: &[i32]) {
        self.pen(start);
        let filling = colour(start, "fill");
        if let Some(colour) = filling {
            self.numbers(MAKE_BRUSH, &[SECOND, 0, colour, 0]);
        }
        self.numbers(SELECT, &[if filling.is_some() { SECOND } else { NO_BRUSH }]);
        if kind == ELLIPSE {
            self.record(kind, Inside::default().i32s(places));
        } else {
            self.places(kind, places);
        }
        self.numbers(SELECT, &[NO_BRUSH]);
        if filling.is_some() {
            self.numbers(DELETE, &[SECOND]);
        }
        self.put_down();
    }

    fn places(&mut self, kind: u32, places: &[i32]) {
        let count = length(places.len() / 2);
        let inside = Inside::default().i32s(&bounds(places)).u32s(&[count]).i32s(places);
        self.record(kind, inside);
    }

    fn words(&mut self, how: &Words, said: &str) {
        let font = Inside::default()
            .u32s(&[FIRST])
            .i32s(&[-fine(LETTERS), 0, 0, 0, if how.bold { 700 } else { 400 }])
            // Plain, any set of signs, drawn by outlines.
            .bytes(&[0, 0, 0, 1, 4, 0, 0, 0x22])
            .bytes(&"Arial".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>())
            .padded_to(4 + 320);
        self.record(MAKE_FONT, font);
        self.numbers(SELECT, &[FIRST]);
        self.numbers(SET_TEXT_COLOUR, &[how.colour]);
        self.numbers(SET_TEXT_ALIGN, &[how.anchor]);
        let (x, y) = (fine(how.x), fine(how.y));
        let mut units: Vec<u8> = Vec::new();
        let mut steps: Vec<u32> = Vec::new();
        for letter in said.chars() {
            let wide = f64::from(metrics::letter(letter, how.bold)) / 1000.0 * LETTERS;
            for (at, unit) in letter.encode_utf16(&mut [0; 2]).iter().enumerate() {
                units.extend_from_slice(&unit.to_le_bytes());
                steps.push(if at == 0 { fine(wide).unsigned_abs() } else { 0 });
            }
        }
        let count = length(steps.len());
        let at_steps = length(76 + units.len().next_multiple_of(4));
        let padded = units.len().next_multiple_of(4);
        let inside = Inside::default()
            // Bounds that are not known, and lengths in units of the drawing.
            .i32s(&[0, 0, -1, -1])
            .u32s(&[2, 1f32.to_bits(), 1f32.to_bits()])
            .i32s(&[x, y])
            .u32s(&[count, 76, 0])
            .i32s(&[0, 0, -1, -1])
            .u32s(&[at_steps])
            .bytes(&units)
            .padded_to(68 + padded)
            .u32s(&steps);
        self.record(TEXT, inside);
        // A stock font, so that ours can be given back.
        self.numbers(SELECT, &[0x8000_000d]);
        self.numbers(DELETE, &[FIRST]);
    }

    /// The whole file, with its header.
    fn end(mut self, (wide, high): (f64, f64)) -> Vec<u8> {
        self.numbers(END, &[0, 0, 20]);
        let edge = |size: f64| fine((size - 1.0) / FINE);
        let frame = |size: f64| fine(size * PIXEL / FINE);
        let header = Inside::default()
            .u32s(&[HEADER, 108])
            .i32s(&[0, 0, edge(wide), edge(high), 0, 0, frame(wide), frame(high)])
            .bytes(b" EMF")
            .u32s(&[0x0001_0000, length(self.out.len()), self.records, 3, 0, 0, 0])
            // A screen of 1920 by 1080 pixels at 96 to the inch, in millimetres and in thousandths of them.
            .u32s(&[1920, 1080, 508, 286, 0, 0, 0, 508_000, 285_750]);
        let mut out = header.0;
        out.extend_from_slice(self.out.get(108..).unwrap_or_default());
        out
    }
}

/// Left, top, right and bottom of some places.
fn bounds(places: &[i32]) -> [i32; 4] {
    let every = |from: usize| places.iter().skip(from).step_by(2).copied();
    let least = |from| every(from).min().unwrap_or(0);
    let most = |from| every(from).max().unwrap_or(0);
    [least(0), least(1), most(0), most(1)]
}

/// The stretches of a path, each with whether it closes on itself.
fn stretches(drawn: &str) -> Option<Vec<(Vec<i32>, bool)>> {
    let mut all: Vec<(Vec<i32>, bool)> = Vec::new();
    let (mut x, mut y) = (0.0, 0.0);
    let starts = drawn.char_indices().filter(|(_, c)| c.is_ascii_alphabetic());
    let mut starts = starts.peekable();
    while let Some((at, letter)) = starts.next() {
        let end = starts.peek().map_or(drawn.len(), |(next, _)| *next);
        let numbers = drawn.get(at + 1..end)?;
        let mut numbers = numbers.split_whitespace().map(str::parse::<f64>);
        match letter {
            'M' | 'L' => (x, y) = (numbers.next()?.ok()?, numbers.next()?.ok()?),
            'H' => x = numbers.next()?.ok()?,
            'V' => y = numbers.next()?.ok()?,
            'Z' => {
                all.last_mut()?.1 = true;
                continue;
            }
            _ => return None,
        }
        if letter == 'M' {
            all.push((Vec::new(), false));
        }
        all.last_mut()?.0.extend([fine(x), fine(y)]);
    }
    Some(all)
}
