//! The workbook as OpenDocument's `.ods`: a zip of five XML files.
//!
//! Source: OASIS, *Open Document Format for Office Applications* 1.3. The crate that writes it would bring 81 others.

mod content;
mod styles;
mod xml;

use std::io::Result;

use super::{Body, Workbook};
use crate::report::packed::Packed;
use xml::Xml;

const MIMETYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// The namespaces that the files use.
const NAMESPACES: [(&str, &str); 13] = [
    ("xmlns:office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"),
    ("xmlns:table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"),
    ("xmlns:text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"),
    ("xmlns:style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0"),
    ("xmlns:fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"),
    ("xmlns:number", "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"),
    ("xmlns:meta", "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"),
    ("xmlns:config", "urn:oasis:names:tc:opendocument:xmlns:config:1.0"),
    ("xmlns:manifest", "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ("xmlns:xlink", "http://www.w3.org/1999/xlink"),
    ("xmlns:ooo", "http://openoffice.org/2004/office"),
    ("office:version", "1.3"),
];

/// Writes one of the files.
type Make = fn(&mut Xml<'_>, &Workbook<'_>) -> Result<()>;

pub(super) fn write(workbook: &Workbook<'_>) -> Result<Vec<u8>> {
    let mut file = Packed::new();
    // A program tells the kind of file by these bytes at its start.
    file.plain("mimetype", MIMETYPE.as_bytes())?;
    let files: [(&str, &str, Make); 5] = [
        ("META-INF/manifest.xml", "manifest:manifest", manifest),
        ("meta.xml", "office:document-meta", meta),
        ("settings.xml", "office:document-settings", settings),
        ("styles.xml", "office:document-styles", styles::defaults),
        ("content.xml", "office:document-content", content::write),
    ];
    for (name, root, make) in files {
        let is_vast = name == "content.xml" && is_vast(workbook);
        file.part(name, is_vast, |to| Xml::document(to, root, &namespaces(root), |out| make(out, workbook)))?;
    }
    file.finish()
}

fn is_vast(workbook: &Workbook<'_>) -> bool {
    let rows = workbook.sheets.iter().map(|sheet| match &sheet.body {
        Body::Table(part) => part.count,
        Body::Words(_) | Body::Contents(_) => 0,
    });
    rows.sum::<usize>() > 500_000
}

/// Each file names the namespaces that it may use; the manifest's version is its own.
fn namespaces(root: &str) -> Vec<(&'static str, &'static str)> {
    let own: Vec<_> = NAMESPACES.to_vec();
    match root {
        "manifest:manifest" => own
            .into_iter()
            .filter(|(name, _)| *name == "xmlns:manifest")
            .chain([("manifest:version", "1.3")])
            .collect(),
        _ => own.into_iter().filter(|(name, _)| *name != "xmlns:manifest").collect(),
    }
}

fn manifest(out: &mut Xml<'_>, _: &Workbook<'_>) -> Result<()> {
    let root = [("manifest:full-path", "/"), ("manifest:version", "1.3"), ("manifest:media-type", MIMETYPE)];
    out.empty("manifest:file-entry", &root)?;
    for file in ["meta.xml", "settings.xml", "styles.xml", "content.xml"] {
        let entry = [("manifest:full-path", file), ("manifest:media-type", "text/xml")];
        out.empty("manifest:file-entry", &entry)?;
    }
    Ok(())
}

fn meta(out: &mut Xml<'_>, workbook: &Workbook<'_>) -> Result<()> {
    let view = workbook.seen.view;
    // The report day, not the day of the run.
    let day = format!("{}T00:00:00", view.inputs.assessment.as_of.format("%Y-%m-%d"));
    out.element("office:meta", &[], |out| {
        out.words("meta:generator", &view.inputs.record.program)?;
        out.words("dc:title", &workbook.title)?;
        out.words("meta:initial-creator", &view.inputs.record.program)?;
        out.words("dc:creator", &view.inputs.record.program)?;
        out.words("meta:creation-date", &day)?;
        out.words("dc:date", &day)?;
        out.words("dc:language", "en-GB")
    })
}

/// It opens on its first sheet. Nothing is frozen: with letters made large, frozen rows leave no room for the others.
fn settings(out: &mut Xml<'_>, _: &Workbook<'_>) -> Result<()> {
    out.element("office:settings", &[], |out| {
        out.element("config:config-item-set", &[("config:name", "ooo:view-settings")], |out| {
            out.element("config:config-item-map-indexed", &[("config:name", "Views")], |out| {
                out.element("config:config-item-map-entry", &[], |out| {
                    item(out, "ViewId", "string", "view1")?;
                    item(out, "ActiveTable", "string", "Cover")
                })
            })
        })
    })
}

fn item(out: &mut Xml<'_>, name: &str, kind: &str, value: &str) -> Result<()> {
    let attributes = [("config:name", name), ("config:type", kind)];
    out.element("config:config-item", &attributes, |out| out.text(value))
}
