//! Numbers written out digit by digit.

/// A number of `power`ths with its point, where `power` is ten to the power `places`.
pub(super) fn written(scaled: i128, power: i128, places: u8) -> String {
    let size = scaled.unsigned_abs();
    let width = usize::from(places);
    // Dividing 64 bits is far quicker than dividing 128.
    if let Ok(size) = u64::try_from(size) {
        return digits(scaled < 0, size, width, false);
    }
    let sign = if scaled < 0 { "-" } else { "" };
    if places == 0 {
        return format!("{sign}{size}");
    }
    let power = power.unsigned_abs().max(1);
    format!("{sign}{}.{:0>width$}", size / power, size % power)
}

/// A number of so many decimal places, digit by digit from the last: large reports print hundreds of thousands.
pub(super) fn digits(negative: bool, size: u64, places: usize, commas: bool) -> String {
    let mut left = size;
    let mut backwards: Vec<u8> = Vec::with_capacity(32);
    let next = |left: &mut u64| {
        let digit = (*left % 10) as u8;
        *left /= 10;
        b'0' + digit
    };
    for _ in 0..places {
        backwards.push(next(&mut left));
    }
    if places > 0 {
        backwards.push(b'.');
    }
    let mut whole = 0;
    while whole == 0 || left > 0 {
        if commas && whole > 0 && whole % 3 == 0 {
            backwards.push(b',');
        }
        backwards.push(next(&mut left));
        whole += 1;
    }
    if negative {
        backwards.push(b'-');
    }
    backwards.reverse();
    // These are digits and signs only.
    String::from_utf8(backwards).unwrap_or_default()
}
