//! The names of the papers' files.

/// Lower case, letters and digits, with dashes between.
#[must_use]
pub fn slug(text: &str) -> String {
    let dashed: String =
        text.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
    let parts: Vec<&str> = dashed.split('-').filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { "board".to_owned() } else { parts.join("-") }
}

/// The name, or the name with the first number that no other file has.
#[must_use]
pub fn free_name(wanted: &str, taken: &mut Vec<String>) -> String {
    let mut name = wanted.to_owned();
    let mut number = 1;
    while taken.contains(&name) {
        number += 1;
        name = format!("{wanted}-{number}");
    }
    taken.push(name.clone());
    name
}
