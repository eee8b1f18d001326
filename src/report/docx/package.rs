//! The parts of the file, in one order.

use super::body::Body;
use super::page::{self, Page};
use super::parts;
use crate::report::document::Document;
use crate::report::packed::Packed;

/// The file.
pub(super) fn packed(document: &Document, page: Page, body: Body) -> Vec<u8> {
    let (main, pictures) = body.into_parts();
    let mut all: Vec<(String, Vec<u8>)> = Vec::new();
    let mut add = |name: &str, bytes: Vec<u8>| all.push((name.to_owned(), bytes));
    // Programs that look at the first bytes want this part first.
    add("[Content_Types].xml", parts::content_types());
    add("_rels/.rels", parts::of_file());
    add("docProps/core.xml", parts::core(document));
    add("docProps/app.xml", parts::app());
    add("word/document.xml", main);
    add("word/_rels/document.xml.rels", parts::of_document(pictures.len()));
    add("word/styles.xml", parts::styles(page));
    add("word/numbering.xml", parts::NUMBERING.as_bytes().to_vec());
    add("word/settings.xml", parts::SETTINGS.as_bytes().to_vec());
    add("word/header1.xml", page::header(&document.title));
    add("word/footer1.xml", page::footer());
    add("word/footer2.xml", page::footer());
    for (at, picture) in (1..).zip(pictures) {
        add(&format!("word/media/chart{at}.emf"), picture.emf);
        add(&format!("word/media/chart{at}.svg"), picture.svg.into_bytes());
    }
    let mut out = Packed::new();
    for (name, bytes) in all {
        // A list of bytes can always be written to, and no paper comes near the size where a part has to say so.
        let _ = out.part(&name, false, |out| out.write_all(&bytes));
    }
    out.finish().unwrap_or_default()
}
