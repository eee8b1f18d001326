//! The files that are several files packed into one, as Word papers and OpenDocument workbooks are: in one order, with no
//! time and no machine of their own, so that the same parts give the same bytes.

use std::io::{Cursor, Result, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// A file in the making.
pub(super) struct Packed {
    zip: ZipWriter<Cursor<Vec<u8>>>,
}

impl Packed {
    pub(super) fn new() -> Self {
        Self { zip: ZipWriter::new(Cursor::new(Vec::new())) }
    }

    /// A part as it is, whose bytes programs look for.
    pub(super) fn plain(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        self.zip.start_file(name, options(CompressionMethod::Stored))?;
        self.zip.write_all(bytes)
    }

    /// A part that is compressed, written piece by piece. Where it may come to more than 4 GB, that has to be said
    /// beforehand.
    pub(super) fn part(
        &mut self,
        name: &str,
        is_vast: bool,
        write: impl FnOnce(&mut dyn Write) -> Result<()>,
    ) -> Result<()> {
        self.zip.start_file(name, options(CompressionMethod::Deflated).large_file(is_vast))?;
        write(&mut self.zip)
    }

    /// The whole file.
    pub(super) fn finish(self) -> Result<Vec<u8>> {
        Ok(self.zip.finish()?.into_inner())
    }
}

/// No clock: every part bears the first day that the format can say.
fn options(how: CompressionMethod) -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(how)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
}
