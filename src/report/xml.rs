//! What the formats in XML share: an element with attributes, and text that may stand in XML.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::base::inert::visible;

/// A text in the making.
pub(super) type Xml = Writer<Vec<u8>>;

/// A document with one element at its top.
pub(super) fn document(make: impl FnOnce(&mut Xml) -> io::Result<()>) -> String {
    let mut out = Writer::new_with_indent(Vec::new(), b' ', 2);
    // A list of bytes can always be written to.
    let _ = out.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
    let _ = make(&mut out);
    let mut text = String::from_utf8(out.into_inner()).unwrap_or_default();
    text.push('\n');
    text
}

/// An element with what is inside it.
pub(super) fn element(
    out: &mut Xml,
    name: &str,
    attributes: &[(&str, &str)],
    inside: impl FnOnce(&mut Xml) -> io::Result<()>,
) -> io::Result<()> {
    out.write_event(Event::Start(start(name, attributes)))?;
    inside(out)?;
    out.write_event(Event::End(BytesEnd::new(name)))
}

/// An element with nothing inside it.
pub(super) fn empty(out: &mut Xml, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    out.write_event(Event::Empty(start(name, attributes)))
}

/// An element with text inside it.
pub(super) fn text(out: &mut Xml, name: &str, attributes: &[(&str, &str)], inside: &str) -> io::Result<()> {
    element(out, name, attributes, |out| out.write_event(Event::Text(BytesText::new(&visible(inside)))))
}

/// The beginning of an element, with what may not stand in XML left out.
pub(super) fn start<'n>(name: &'n str, attributes: &[(&str, &str)]) -> BytesStart<'n> {
    let mut start = BytesStart::new(name);
    for (key, value) in attributes {
        // A newline in an attribute is read back as a space whatever is written.
        start.push_attribute((*key, visible(value).replace('\n', " ").as_str()));
    }
    start
}
