//! Every code.
use crate::base::diag::Code;
/// Pages.
pub fn pages() -> Vec<(Code, &'static str)> {
    Vec::new()
}
/// Page.
pub fn page(_code: &str) -> Option<&'static str> {
    None
}
/// Nearest.
pub fn nearest(_code: &str) -> Option<&'static str> {
    None
}
