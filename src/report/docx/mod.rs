//! Documents as Word files (`.docx`): the paper that an officer hands out. Real headings and lists, tables whose headings
//! repeat on each page, charts as pictures with alternative text, and nothing that is loaded from anywhere.
//!
//! It is written on zip and quick-xml. docx-rust 0.1.11 was looked at: it has no `w:tblLook`, `w:tblCaption`,
//! `w:tblDescription` or `w:cantSplit` and no picture in two forms, and brings a second zip and a second XML library, so
//! accessible tables would have to be written past it.
//!
//! What has no place in a document (a clock, a name of a machine, a link out of the file) is not in these files either, so
//! the same document gives the same bytes.

mod body;
mod columns;
mod emf;
mod metrics;
mod package;
mod page;
mod parts;
mod picture;
mod table;
mod text;
mod widths;
mod xml;

use super::document::Document;
use body::Body;
use page::Page;

/// A document as a Word file.
#[must_use]
pub fn to_docx(document: &Document) -> Vec<u8> {
    let page = Page::fitting(document);
    let mut body = Body::new(page);
    body.document(document);
    package::packed(document, page, body)
}
