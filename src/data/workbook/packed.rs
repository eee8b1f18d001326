//! What kind of workbook a file is, and whether it may be unpacked.

use std::io::{Cursor, Read, Write};

use zip::ZipArchive;

use super::Unreadable;

/// How the older kind of workbook begins, and a newer one that has a password.
pub(super) const OLE: [u8; 4] = *b"\xd0\xcf\x11\xe0";

/// The most that the parts of a workbook may unpack to. Excel's own limit of a million rows needs less for a table.
const UNPACKED: u64 = 500_000_000;

/// A kind of workbook.
pub(super) enum Kind {
    /// `.ods`, with the text of its content.
    OpenDocument(String),
    /// `.xlsx`, `.xlsm`; true when a cell has a formula.
    Xlsx(bool),
    /// `.xlsb`
    Xlsb,
    /// `.xls`
    Xls,
}

pub(super) fn kind(bytes: &[u8]) -> Result<Kind, Unreadable> {
    if bytes.starts_with(&OLE) {
        // A newer workbook with a password is wrapped in the older form, under this name in UTF-16.
        let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let has_password = memchr::memmem::find(bytes, &name).is_some();
        return if has_password { Err(Unreadable::Password) } else { Ok(Kind::Xls) };
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    let mut left = UNPACKED;
    let (mut content, mut names, mut formulas) = (None, Vec::new(), Formulas::default());
    for at in 0..archive.len() {
        let file = archive.by_index(at).map_err(|_| Unreadable::Damaged)?;
        let name = file.name().map_or_else(|_| String::new(), |name| name.into_owned());
        let keep = matches!(name.as_str(), "content.xml" | "META-INF/manifest.xml");
        let mut limited = file.take(left + 1);
        let size = if keep {
            let mut text = Vec::new();
            let size = limited.read_to_end(&mut text).map_err(|_| Unreadable::Damaged)? as u64;
            if name == "content.xml" {
                content = Some(text);
            } else if memchr::memmem::find(&text, b"encryption-data").is_some() {
                return Err(Unreadable::Password);
            }
            size
        } else {
            std::io::copy(&mut limited, &mut formulas).map_err(|_| Unreadable::Damaged)?
        };
        left = left.checked_sub(size).ok_or(Unreadable::TooLarge)?;
        names.push(name.replace('\\', "/").to_lowercase());
    }
    let has = |ending: &str| names.iter().any(|name| name.ends_with(ending));
    match content {
        _ if has("workbook.bin") => Ok(Kind::Xlsb),
        _ if has("workbook.xml") => Ok(Kind::Xlsx(formulas.found)),
        Some(content) => String::from_utf8(content).map(Kind::OpenDocument).map_err(|_| Unreadable::Damaged),
        None if names.iter().any(|name| name.starts_with("xl/")) => Ok(Kind::Xlsx(formulas.found)),
        None => Err(Unreadable::NoWorkbook),
    }
}

/// Looks for formulas in what goes by.
#[derive(Default)]
struct Formulas {
    found: bool,
    /// The last bytes of the piece before, since an element may be cut in two.
    last: Vec<u8>,
}

impl Write for Formulas {
    fn write(&mut self, piece: &[u8]) -> std::io::Result<usize> {
        if !self.found {
            self.last.extend(piece.iter().take(2));
            let across = self.last.windows(3).any(is_formula);
            self.found = across
                || memchr::memmem::find_iter(piece, b"<f")
                    .any(|at| piece.get(at..at + 3).is_some_and(is_formula));
            self.last = piece.iter().rev().take(2).rev().copied().collect();
        }
        Ok(piece.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// `<f>` or `<f t="shared">`.
fn is_formula(bytes: &[u8]) -> bool {
    matches!(bytes, [b'<', b'f', b'>' | b' ' | b'/'])
}
