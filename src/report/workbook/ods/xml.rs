//! XML written piece by piece, so that a long sheet is never held as one text.

use std::io::{Result, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesText, Event};

use crate::base::inert::visible;
use crate::report::xml::start;

/// A file in the making.
pub(super) struct Xml<'o> {
    out: Writer<&'o mut dyn Write>,
}

impl<'o> Xml<'o> {
    /// A document with one element at its top.
    pub(super) fn document(
        out: &'o mut dyn Write,
        root: &str,
        attributes: &[(&str, &str)],
        inside: impl FnOnce(&mut Self) -> Result<()>,
    ) -> Result<()> {
        let mut xml = Self { out: Writer::new(out) };
        xml.out.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        xml.element(root, attributes, inside)
    }

    /// An element with what is inside it.
    pub(super) fn element(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        inside: impl FnOnce(&mut Self) -> Result<()>,
    ) -> Result<()> {
        self.out.write_event(Event::Start(start(name, attributes)))?;
        inside(self)?;
        self.out.write_event(Event::End(BytesEnd::new(name)))
    }

    /// An element with nothing inside it.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> Result<()> {
        self.out.write_event(Event::Empty(start(name, attributes)))
    }

    /// An element with text alone inside it.
    pub(super) fn words(&mut self, name: &str, text: &str) -> Result<()> {
        self.element(name, &[], |out| out.text(text))
    }

    /// Text, without the characters that XML has no way to hold.
    pub(super) fn text(&mut self, text: &str) -> Result<()> {
        self.out.write_event(Event::Text(BytesText::new(&visible(text))))
    }

    /// The lines of a cell. OpenDocument takes several spaces for one and loses those at the start of a line, unless they
    /// are counted.
    pub(super) fn lines(&mut self, text: &str) -> Result<()> {
        for line in visible(text).split('\n') {
            self.element("text:p", &[], |out| out.spaced(line))?;
        }
        Ok(())
    }

    fn spaced(&mut self, line: &str) -> Result<()> {
        let mut rest = line;
        while !rest.is_empty() {
            let spaces = rest.bytes().take_while(|byte| *byte == b' ').count();
            let (before, after) = rest.split_at(spaces);
            match (before.len(), rest.len() == line.len() || after.is_empty()) {
                (0, _) => {}
                (1, false) => self.text(" ")?,
                (count, _) => self.empty("text:s", &[("text:c", &count.to_string())])?,
            }
            let end = after.find(' ').unwrap_or(after.len());
            let (words, left) = after.split_at(end);
            self.text(words)?;
            rest = left;
        }
        Ok(())
    }
}
