//! Places in workbooks: a sheet stands where the name of a file does, and its cells are named as spreadsheets name them.

/// What stands between the file and its sheet.
const BETWEEN: &str = ", sheet \"";

/// The name of a sheet: `returns/HIB.xlsx, sheet "Figures"`.
#[must_use]
pub fn in_sheet(file: &str, sheet: &str) -> String {
    format!("{file}{BETWEEN}{sheet}\"")
}

/// The file of a name, and its sheet where it is one of a workbook.
///
/// ```
/// use plimsoll::base::in_sheet::{in_sheet, parted};
/// assert_eq!(parted(&in_sheet("HIB.xlsx", "Figures")), ("HIB.xlsx", Some("Figures")));
/// assert_eq!(parted("values.csv"), ("values.csv", None));
/// ```
#[must_use]
pub fn parted(name: &str) -> (&str, Option<&str>) {
    match name.strip_suffix('"').and_then(|name| name.split_once(BETWEEN)) {
        Some((file, sheet)) => (file, Some(sheet)),
        None => (name, None),
    }
}

/// The letters over a column, counted from 1.
///
/// ```
/// use plimsoll::base::in_sheet::letters;
/// assert_eq!([1, 26, 27, 702, 703].map(letters), ["A", "Z", "AA", "ZZ", "AAA"]);
/// ```
#[must_use]
pub fn letters(position: u32) -> String {
    let (mut rest, mut backwards) = (position, Vec::new());
    while rest > 0 {
        rest -= 1;
        backwards.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    backwards.iter().rev().collect()
}
