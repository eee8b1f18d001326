//! Findings about returns.

use crate::base::diag::{Code, Diagnostic};
use crate::base::period::date_name;
use crate::data::Extension;
use crate::model::Measure;

/// A later day for a return that does not count.
pub const EXTENSION_REFUSED: Code = Code("eval::extension-refused");

/// `why` is `it was recorded after the return was due`.
pub fn extension_refused(measure: &Measure, extension: &Extension, why: &str) -> Diagnostic {
    let message = format!(
        "the extension to {} for the return of measure `{}` is refused: {why}",
        date_name(extension.until),
        measure.id
    );
    Diagnostic::warning(EXTENSION_REFUSED, message)
        .cell(extension.cell.clone(), "it moves no day")
        .help("an extension counts if it was recorded with a reason, on or before the day the return was due")
}
