//! What kind of workbook a file is, and whether it may be unpacked.

use std::io::{Cursor, Read};

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
    /// `.xlsx`, `.xlsm`.
    Xlsx,
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
    let (mut content, mut names) = (None, Vec::new());
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
            std::io::copy(&mut limited, &mut std::io::sink()).map_err(|_| Unreadable::Damaged)?
        };
        left = left.checked_sub(size).ok_or(Unreadable::TooLarge)?;
        names.push(name.replace('\\', "/").to_lowercase());
    }
    let has = |ending: &str| names.iter().any(|name| name.ends_with(ending));
    match content {
        _ if has("workbook.bin") => Ok(Kind::Xlsb),
        _ if has("workbook.xml") => Ok(Kind::Xlsx),
        Some(content) => String::from_utf8(content).map(Kind::OpenDocument).map_err(|_| Unreadable::Damaged),
        None if names.iter().any(|name| name.starts_with("xl/")) => Ok(Kind::Xlsx),
        None => Err(Unreadable::NoWorkbook),
    }
}
