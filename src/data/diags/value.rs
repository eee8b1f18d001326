//! Findings about what one cell says: its value, its period, its marks and dates.

use crate::base::diag::{Cell, Code, Diagnostic};
use crate::base::suggest::listed;

/// A value cannot be read.
pub const UNREADABLE_VALUE: Code = Code("data::unreadable-value");
/// A period cannot be read.
pub const UNREADABLE_PERIOD: Code = Code("data::unreadable-period");
/// A date cannot be read.
pub const UNREADABLE_DATE: Code = Code("data::unreadable-date");
/// A value is of another unit than its measure.
pub const WRONG_UNIT: Code = Code("data::wrong-unit");
/// More were counted in the part than in the whole.
pub const NUMERATOR_ABOVE_DENOMINATOR: Code = Code("data::numerator-above-denominator");
/// A value is not what its numerator and denominator give.
pub const VALUE_DISAGREES_WITH_ITS_PARTS: Code = Code("data::value-disagrees-with-its-parts");
/// A bound stands where a value should.
pub const INEQUALITY_AS_VALUE: Code = Code("data::inequality-as-value");
/// An interval that the value lies outside of.
pub const INTERVAL_WITHOUT_ITS_VALUE: Code = Code("data::interval-without-its-value");
/// The value is said to be rounded.
pub const ROUNDED_VALUE: Code = Code("data::rounded-value");
/// A percentage between 0 and 1 on a measure whose figures are far higher, or one above 100.
pub const LOOKS_LIKE_A_FRACTION: Code = Code("data::looks-like-a-fraction");
/// A number whose comma made two cells of it.
pub const NUMBER_IN_TWO_CELLS: Code = Code("data::number-in-two-cells");
/// A day in figures where a longer period is wanted.
pub const DAY_AS_PERIOD: Code = Code("data::day-as-period");
/// A mark with no known meaning.
pub const UNKNOWN_MARK: Code = Code("data::unknown-mark");
/// A level set by hand without who, when or why.
pub const JUDGED_WITHOUT_GROUNDS: Code = Code("data::judged-without-grounds");
/// A rating with a level that it does not have.
pub const UNKNOWN_LEVEL: Code = Code("data::unknown-level");

/// A value cannot be read.
pub fn unreadable_value(
    cell: Cell,
    measure: &str,
    wanted: &str,
    why: Option<&str>,
    write: Option<&str>,
    or_none: Option<&str>,
) -> Diagnostic {
    let message = match why {
        Some(why) => format!("the value `{}` of measure `{measure}` cannot be read: {why}", cell.text),
        None => format!("the value `{}` of measure `{measure}` cannot be read", cell.text),
    };
    let mut write = write.map_or_else(|| format!("write {wanted}"), str::to_owned);
    if let Some(none) = or_none {
        write = format!("{write}, or {none}");
    }
    Diagnostic::error(UNREADABLE_VALUE, message).cell(cell, format!("{wanted} is wanted here")).help(write)
}

/// A numerator or denominator cannot be read.
pub fn unreadable_part(cell: Cell, measure: &str) -> Diagnostic {
    let column = cell.column.clone().unwrap_or_default();
    let message = format!("the {column} `{}` of measure `{measure}` cannot be read", cell.text);
    Diagnostic::error(UNREADABLE_VALUE, message)
        .cell(cell, "a number is wanted here")
        .help("write a number such as `1,500`, or leave the cell blank")
}

/// An interval that the value lies outside of.
pub fn interval_without_its_value(cell: Cell, measure: &str) -> Diagnostic {
    let message = format!("the interval of measure `{measure}` does not hold its value");
    Diagnostic::warning(INTERVAL_WITHOUT_ITS_VALUE, message)
        .cell(cell, "not used")
        .help("check the value and both ends of its interval; the lower end comes first")
}

/// There is nothing to divide by.
pub fn nothing_to_divide_by(cell: Cell, measure: &str, numerator: &str) -> Diagnostic {
    let finding = if numerator == "0" {
        Diagnostic::warning(UNREADABLE_VALUE, format!("measure `{measure}` has 0 of 0, which is no value"))
            .cell(cell, "read as not applicable")
    } else {
        Diagnostic::error(
            UNREADABLE_VALUE,
            format!("measure `{measure}` has {numerator} of 0, which cannot be"),
        )
        .cell(cell, "nothing can be divided by 0")
    };
    finding.help("write `n/a` as the value where there was nobody to count")
}

/// Only one of numerator and denominator is given, and no value.
pub fn one_part_alone(cell: Cell, measure: &str, wanted: &str) -> Diagnostic {
    Diagnostic::warning(UNREADABLE_VALUE, format!("measure `{measure}` has neither a value nor a {wanted}"))
        .cell(cell, "read as missing")
        .help(format!("write the {wanted}, or the value itself"))
}

/// A value of a measure with no period.
pub fn no_period(cell: Cell, measure: &str, value: &str) -> Diagnostic {
    Diagnostic::error(UNREADABLE_PERIOD, format!("the value `{value}` of measure `{measure}` has no period"))
        .cell(cell, "it is not judged")
        .help("write the period it is of, such as `Q3 2018/19`")
}

/// A period cannot be read.
pub fn unreadable_period(cell: Cell, rows: u32, fault: &str) -> Diagnostic {
    let message = format!("the period `{}` cannot be read", cell.text);
    let label = match rows {
        1 => "the row is not used".to_owned(),
        _ => format!("{rows} rows with this period are not used; this is the first"),
    };
    Diagnostic::error(UNREADABLE_PERIOD, message).cell(cell, label).help(fault)
}

/// A day in figures where a longer period is wanted.
pub fn day_as_period(cell: Cell, measure: &str, day: &str, noun: &str, period: &str) -> Diagnostic {
    let message = format!("the period `{}` of measure `{measure}` is a single day", cell.text);
    Diagnostic::warning(DAY_AS_PERIOD, message).cell(cell, format!("read as {day}")).help(format!(
        "write the {noun} that the value is of, such as `{period}`, or `{day}` if it is of that day alone"
    ))
}

/// A number whose comma made two cells of it.
pub fn number_in_two_cells(cell: Cell, measure: &str, cells: &[String]) -> Diagnostic {
    let message = format!("{} of measure `{measure}` look like one number", cells_in_words(cells));
    Diagnostic::error(NUMBER_IN_TWO_CELLS, message).cell(cell, "it is not judged").help(format!(
        "write \"{}\" in double quotes or {}, or a note that is more than three digits",
        cells.join(","),
        cells.concat()
    ))
}

/// `98` and `500`.
pub fn cells_in_words(cells: &[String]) -> String {
    listed(&cells.iter().map(|cell| format!("`{cell}`")).collect::<Vec<_>>(), "and")
}

/// A date cannot be read.
pub fn unreadable_date(cell: Cell, fault: &str) -> Diagnostic {
    let message = format!("the date `{}` cannot be read", cell.text);
    Diagnostic::error(UNREADABLE_DATE, message).cell(cell, "the row is used without it").help(fault)
}

/// A value is of another unit than its measure.
pub fn wrong_unit(cell: Cell, measure: &str, is: &str, wanted: &str, write: Option<&str>) -> Diagnostic {
    let message = format!("the value `{}` is {is}, and measure `{measure}` is {wanted}", cell.text);
    Diagnostic::error(WRONG_UNIT, message).cell(cell, "it is not judged").help(
        write.map_or_else(|| format!("write {wanted}, or change the unit of the measure"), str::to_owned),
    )
}

/// More were counted in the part than in the whole.
pub fn numerator_above_denominator(
    cell: Cell,
    measure: &str,
    numerator: &str,
    denominator: &str,
) -> Diagnostic {
    let message =
        format!("measure `{measure}` has {numerator} of {denominator}: more in the part than in the whole");
    Diagnostic::error(NUMERATOR_ABOVE_DENOMINATOR, message)
        .cell(cell, "the value is not judged")
        .help("check that numerator and denominator are not swapped")
}

/// A value is not what its numerator and denominator give.
pub fn value_disagrees_with_its_parts(
    cell: Cell,
    measure: &str,
    value: &str,
    parts: &str,
    gives: &str,
) -> Diagnostic {
    let message = format!("the value {value} of measure `{measure}` is not what {parts} gives");
    Diagnostic::warning(VALUE_DISAGREES_WITH_ITS_PARTS, message)
        .cell(cell, format!("{parts} gives {gives}; the value is used as written"))
        .help("correct the value, or its numerator and denominator")
}

/// A bound stands where a value should.
pub fn inequality_as_value(cell: Cell, measure: &str) -> Diagnostic {
    let message = format!("the value `{}` of measure `{measure}` is a bound, not a value", cell.text);
    Diagnostic::error(INEQUALITY_AS_VALUE, message)
        .cell(cell, "it is not judged: the figure itself may lie on either side of a target")
        .help("write the figure itself, or mark it as `suppressed` if it may not be shown")
}

/// The value is said to be rounded.
pub fn rounded_value(cell: Cell, measure: &str, number: &str, estimated: &str) -> Diagnostic {
    let message = format!("the value `{}` of measure `{measure}` is not exact", cell.text);
    Diagnostic::error(ROUNDED_VALUE, message)
        .cell(cell, "it is not judged: the figure itself may lie on either side of a target")
        .help(format!(
            "write the figure itself; if {number} is the best there is, write `{number}`, and {estimated}"
        ))
}

/// A percentage between 0 and 1 on a measure whose figures are far higher.
pub fn looks_like_a_fraction(cell: Cell, measure: &str, as_percent: &str) -> Diagnostic {
    let message = format!("the value `{}` of measure `{measure}` looks like a fraction", cell.text);
    let value = cell.text.clone();
    Diagnostic::warning(LOOKS_LIKE_A_FRACTION, message)
        .cell(cell, format!("read as {value}%"))
        .help(format!("write `{as_percent}%` if that is meant, or `{value}%` to say that it is not"))
}

/// The same where a hundred times it is near a figure of the measure: it is not believed.
pub fn most_likely_a_fraction(cell: Cell, measure: &str, as_percent: &str, near: &str) -> Diagnostic {
    let message = format!("the value `{}` of measure `{measure}` looks like a fraction", cell.text);
    let value = cell.text.clone();
    Diagnostic::error(LOOKS_LIKE_A_FRACTION, message)
        .cell(cell, format!("it is not judged: {as_percent}% is near {near}"))
        .help(format!("write `{as_percent}%` if that is meant, or `{value}%` to say that it is not"))
}

/// A share above 100 per cent, which cannot be.
pub fn above_a_hundred(cell: Cell, measure: &str, meant: Option<&str>) -> Diagnostic {
    let message = format!("the value `{}` of measure `{measure}` is above 100%", cell.text);
    let text = cell.text.clone();
    let finding = Diagnostic::error(super::IMPLAUSIBLE_VALUE, message)
        .cell(cell, "it is not judged: a share cannot be above 100%");
    match meant {
        Some(meant) => finding.help(format!(
            "type `{meant}` with its sign, if that is meant: the cell shows percentages, and made {text} of what was pasted into it"
        )),
        None => finding
            .help("write the percentage itself; if shares above 100% occur, write `plausible between` with both ends in the measure"),
    }
}

/// A mark with no known meaning.
pub fn unknown_mark(cell: Cell, mark: &str, in_form: bool) -> Diagnostic {
    Diagnostic::warning(UNKNOWN_MARK, format!("the mark `{mark}` has no known meaning"))
        .cell(cell, "the value is used without it")
        .help(if in_form {
            "choose `provisional`, `estimated`, `revised`, `low reliability` or `incomplete`, and put other words in a note"
        } else {
            "write `p` provisional, `e` estimated, `r` revised, `u` low reliability or `i` incomplete"
        })
}

/// A rating with a level that it does not have. A stated rating is kept as written; a value is not judged.
pub fn unknown_level(
    cell: Cell,
    rating: &str,
    levels: &[String],
    near: Option<&str>,
    stated: bool,
) -> Diagnostic {
    let message = format!("`{}` is no level of rating `{rating}`", cell.text);
    let finding = if stated {
        Diagnostic::warning(UNKNOWN_LEVEL, message).cell(cell, "it is kept as it was printed")
    } else {
        Diagnostic::error(UNKNOWN_LEVEL, message).cell(cell, "the value is not judged")
    };
    match near {
        Some(near) => finding.help(format!("write `{near}`, if that is the level meant")),
        None => finding.help(format!("write {}", listed(levels, "or"))),
    }
}

/// A level set by hand without who, when or why.
pub fn judged_without_grounds(cell: Cell, measure: &str, level: &str, missing: &[&str]) -> Diagnostic {
    let missing: Vec<String> = missing.iter().map(|what| (*what).to_owned()).collect();
    let message = format!(
        "the level `{level}` set by hand for measure `{measure}` does not say {}",
        listed(&missing, "and")
    );
    Diagnostic::error(JUDGED_WITHOUT_GROUNDS, message)
        .cell(cell, "it does not stand; the level by the rules does")
        .help("fill in `judged by`, `judged on` and `judged because`")
}
