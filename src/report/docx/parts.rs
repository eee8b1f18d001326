//! The parts of the file that are the same, or nearly, for every document.

use chrono::NaiveDate;

use super::page::Page;
use super::picture::names;
use super::xml::Xml;
use crate::report::document::Document;

/// How everything looks.
const STYLES: &str = include_str!("styles.xml");
/// The points of a list.
pub(super) const NUMBERING: &str = include_str!("numbering.xml");
/// The language, and that nothing is to be asked on opening.
pub(super) const SETTINGS: &str = include_str!("settings.xml");

const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The styles for a page: on a wide one running text leaves the right free.
pub(super) fn styles(page: Page) -> Vec<u8> {
    STYLES.replace("FREE_AT_RIGHT", &page.free_at_right().to_string()).into_bytes()
}

/// What kind each part is of.
pub(super) fn content_types() -> Vec<u8> {
    const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let mut xml = Xml::new();
    let types = "http://schemas.openxmlformats.org/package/2006/content-types";
    xml.within("Types", &[("xmlns", types)], |xml| {
        let endings = [
            ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
            ("xml", "application/xml"),
            ("svg", "image/svg+xml"),
            ("emf", "image/x-emf"),
        ];
        for (ending, kind) in endings {
            xml.empty("Default", &[("Extension", ending), ("ContentType", kind)]);
        }
        let parts = [
            ("document", "document.main"),
            ("styles", "styles"),
            ("numbering", "numbering"),
            ("settings", "settings"),
            ("header1", "header"),
            ("footer1", "footer"),
            ("footer2", "footer"),
        ];
        for (part, kind) in parts {
            let (name, kind) = (format!("/word/{part}.xml"), format!("{WORD}.{kind}+xml"));
            xml.empty("Override", &[("PartName", &name), ("ContentType", &kind)]);
        }
        let about = [
            ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
            ("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
        ];
        for (name, kind) in about {
            xml.empty("Override", &[("PartName", name), ("ContentType", kind)]);
        }
    });
    xml.into_bytes()
}

fn relationships(all: &[(String, String, String)]) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.within("Relationships", &[("xmlns", RELATIONSHIPS)], |xml| {
        for (id, kind, target) in all {
            xml.empty("Relationship", &[("Id", id), ("Type", kind), ("Target", target)]);
        }
    });
    xml.into_bytes()
}

/// Where the main part and what is said about the file are found.
pub(super) fn of_file() -> Vec<u8> {
    let core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    let of = |id: &str, kind: String, target: &str| (id.to_owned(), kind, target.to_owned());
    relationships(&[
        of("rId1", format!("{OFFICE}/officeDocument"), "word/document.xml"),
        of("rId2", core.to_owned(), "docProps/core.xml"),
        of("rId3", format!("{OFFICE}/extended-properties"), "docProps/app.xml"),
    ])
}

/// Where the main part finds the others. None lies outside the file.
pub(super) fn of_document(pictures: usize) -> Vec<u8> {
    let parts = [
        ("rId2", "styles", "styles.xml"),
        ("rId3", "numbering", "numbering.xml"),
        ("rId4", "settings", "settings.xml"),
        ("rId5", "header", "header1.xml"),
        ("rId6", "footer", "footer1.xml"),
        ("rId7", "footer", "footer2.xml"),
    ];
    let of = |id: &str, kind: &str, target: String| (id.to_owned(), format!("{OFFICE}/{kind}"), target);
    let mut all: Vec<_> = parts.iter().map(|(id, kind, target)| of(id, kind, (*target).to_owned())).collect();
    for at in 0..pictures {
        let (emf, svg) = names(at);
        all.push(of(&emf, "image", format!("media/chart{}.emf", at + 1)));
        all.push(of(&svg, "image", format!("media/chart{}.svg", at + 1)));
    }
    relationships(&all)
}

/// What is said about the file: its title, and the report day as the day on which it was made.
pub(super) fn core(document: &Document) -> Vec<u8> {
    let mut xml = Xml::new();
    let names = [
        ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    xml.within("cp:coreProperties", &names, |xml| {
        xml.text("dc:title", &[], document.title.trim());
        if !document.subtitle.is_empty() {
            xml.text("dc:subject", &[], document.subtitle.trim());
        }
        xml.text("dc:creator", &[], "Plimsoll");
        xml.text("dc:language", &[], "en-GB");
        if let Some(day) = document.day {
            for name in ["dcterms:created", "dcterms:modified"] {
                xml.text(name, &[("xsi:type", "dcterms:W3CDTF")], &midnight(day));
            }
        }
    });
    xml.into_bytes()
}

fn midnight(day: NaiveDate) -> String {
    format!("{day}T00:00:00Z")
}

/// Which program made it.
pub(super) fn app() -> Vec<u8> {
    let mut xml = Xml::new();
    let names = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    xml.within("Properties", &[("xmlns", names)], |xml| xml.text("Application", &[], "Plimsoll"));
    xml.into_bytes()
}
