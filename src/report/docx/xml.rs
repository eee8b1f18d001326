//! XML in the making: elements that are closed where they were opened, and text that may stand in XML.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesText, Event};

use crate::base::inert::visible;
use crate::report::xml::start;

/// Names with their values.
pub(super) type Attributes<'a> = &'a [(&'a str, &'a str)];

/// A part of the file in the making.
pub(super) struct Xml {
    out: Writer<Vec<u8>>,
}

impl Xml {
    pub(super) fn new() -> Self {
        let mut xml = Self { out: Writer::new(Vec::new()) };
        xml.put(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))));
        xml
    }

    /// A piece that goes into a part later.
    pub(super) fn fragment() -> Self {
        Self { out: Writer::new(Vec::new()) }
    }

    /// Puts a piece at the end.
    pub(super) fn append(&mut self, piece: Self) {
        self.out.get_mut().extend(piece.into_bytes());
    }

    /// How long it is by now: a place that something can be put into later.
    pub(super) fn here(&mut self) -> usize {
        self.out.get_mut().len()
    }

    /// Puts a piece in at a place.
    pub(super) fn insert(&mut self, at: usize, piece: Self) {
        let out = self.out.get_mut();
        let at = at.min(out.len());
        out.splice(at..at, piece.into_bytes());
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.out.into_inner()
    }

    fn put(&mut self, event: Event<'_>) {
        // A list of bytes can always be written to.
        let _ = self.out.write_event(event);
    }

    /// An element with what is inside it.
    pub(super) fn within(&mut self, name: &str, attributes: Attributes<'_>, inside: impl FnOnce(&mut Self)) {
        self.open(name, attributes);
        inside(self);
        self.close(name);
    }

    pub(super) fn open(&mut self, name: &str, attributes: Attributes<'_>) {
        self.put(Event::Start(start(name, attributes)));
    }

    pub(super) fn close(&mut self, name: &str) {
        self.put(Event::End(BytesEnd::new(name)));
    }

    /// An element with nothing inside it.
    pub(super) fn empty(&mut self, name: &str, attributes: Attributes<'_>) {
        self.put(Event::Empty(start(name, attributes)));
    }

    /// An element with text inside it.
    pub(super) fn text(&mut self, name: &str, attributes: Attributes<'_>, text: &str) {
        self.within(name, attributes, |xml| xml.put(Event::Text(BytesText::new(&visible(text)))));
    }
}
