//! The rule by which a spreadsheet takes a length of time in a cell of text: `9 min 36 s`, `9.6 min`, a bare whole number;
//! never `9:36`, and no bare `9.36`.

use super::Bounds;
use crate::base::exact::Exact;
use crate::base::in_sheet::letters;
use crate::base::unit::TimeUnit;

/// The rule as a formula about the first of its cells, by row and column.
pub(super) fn formula(unit: TimeUnit, bounds: &Bounds, (row, column): (u32, u16)) -> String {
    let cell = format!("{}{}", letters(u32::from(column) + 1), row.saturating_add(1));
    let has = |letter: &str| format!("ISNUMBER(SEARCH(\"{letter}\",{cell}))");
    let mut all = vec![format!("ISERROR(FIND(\":\",{cell}))")];
    // A minus is no digit.
    let positive = bounds.low.as_ref().is_some_and(|low| !low.is_negative());
    all.extend(positive.then(|| format!("ISNUMBER(LEFT({cell})+0)")));
    // Of seconds the decimals are tenths; of minutes they may be meant for seconds.
    let mut bare = match unit {
        TimeUnit::Minute | TimeUnit::Hour => vec![format!("INT({cell})={cell}+0")],
        TimeUnit::Second | TimeUnit::Day | TimeUnit::Week | TimeUnit::Month | TimeUnit::Year => {
            vec![format!("ISNUMBER({cell}+0)")]
        }
    };
    let low = bounds.low.iter().filter(|low| !low.is_zero());
    bare.extend(low.map(|low| format!("{cell}+0>={}", low.rounded(0).plain())));
    let high = bounds.high.as_ref().map(|high| high.plus(&Exact::decimal(5, 1)).rounded(0));
    bare.extend(high.map(|high| format!("{cell}+0<={}", high.plain())));
    // Of minutes, hours and seconds each has one of these letters.
    let words = format!("OR({},{},{})", has("m"), has("h"), has("s"));
    all.push(format!("IF(ISERROR({cell}+0),{words},AND({}))", bare.join(",")));
    format!("=AND({})", all.join(","))
}

#[cfg(test)]
mod tests {
    use super::formula;
    use crate::base::exact::Exact;
    use crate::base::unit::TimeUnit;
    use crate::report::template::Bounds;

    #[test]
    fn a_rule_is_no_longer_than_a_spreadsheet_takes() {
        let far = Exact::from(3_162_240_000);
        let bounds = Bounds { low: Some(Exact::decimal(5, 1)), high: Some(far) };
        let rule = formula(TimeUnit::Minute, &bounds, (99_999, 20));
        assert!(rule.len() <= 255, "{} {rule}", rule.len());
    }
}
