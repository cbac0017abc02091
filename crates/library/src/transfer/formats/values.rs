//! What people and programs write into cells, as numbers and moments.

use kernel::Timestamp;

/// In what a plain number of a duration column is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    Milliseconds,
    Seconds,
}

/// Which comes first in `03/04/2020`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    DayFirst,
    MonthFirst,
}

/// Cells that stand for "nothing".
pub fn nothing(text: &str) -> bool {
    matches!(text, "" | "-" | "--" | "?" | "n/a" | "N/A" | "null" | "NULL" | "none" | "None" | "unknown" | "Unknown")
}

/// A number with a decimal point or a decimal comma.
pub fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let plain = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'-' | b'+'));
    if !plain || text.is_empty() {
        return None;
    }
    match text.parse::<f64>() {
        Ok(value) => Some(value),
        Err(_) => text.replacen(',', ".", 1).parse().ok(),
    }
    .filter(|value: &f64| value.is_finite())
}

/// A whole number at or above zero; `3.0` and `3/12` (track three of twelve) are 3.
pub fn whole(text: &str) -> Option<u64> {
    let text = text.trim();
    let text = text.split_once('/').map_or(text, |(first, _)| first);
    if let Ok(value) = text.parse() {
        return Some(value);
    }
    number(text).filter(|value| (0.0..=9e15).contains(value) && value.fract().abs() < 1e-9).map(|value| value as u64)
}

/// Milliseconds from `m:ss`, `h:mm:ss`, seconds or milliseconds.
pub fn duration(text: &str, unit: Unit) -> Option<i64> {
    let text = text.trim();
    if !text.contains(':') {
        let value = number(text).filter(|value| (0.0..1e12).contains(value))?;
        let factor = if unit == Unit::Milliseconds { 1.0 } else { 1_000.0 };
        return Some((value * factor).round() as i64);
    }
    let mut parts = text.rsplit(':');
    let mut total = number(parts.next()?).filter(|seconds| (0.0..60.0).contains(seconds))? * 1_000.0;
    for (part, factor) in parts.by_ref().zip([60_000.0, 3_600_000.0]) {
        let value: u32 = part.parse().ok()?;
        total += f64::from(value) * factor;
    }
    if parts.next().is_some() { None } else { Some(total.round() as i64) }
}

/// The year in `1994`, `1994-05-01`, `05/1994`, `1994.0`.
pub fn year(text: &str) -> Option<i32> {
    let text = text.trim();
    if let Ok(value) = text.parse::<i32>() {
        return Some(value);
    }
    let four = |run: &&str| run.len() == 4 && run.bytes().all(|b| b.is_ascii_digit());
    text.split(|c: char| !c.is_ascii_digit()).find(four).and_then(|run| run.parse().ok())
}

/// Halves of a star, 0 to 10, from a value out of `scale`.
pub fn rating(text: &str, scale: u32) -> Option<u8> {
    let text = text.trim();
    let full = text.chars().filter(|c| matches!(c, '★' | '⭐')).count();
    if full > 0 || text.contains('☆') {
        let half = usize::from(text.contains('½'));
        return u8::try_from(full * 2 + half).ok().filter(|value| *value <= 10);
    }
    let (text, scale) = match text.split_once('/') {
        Some((value, of)) => (value, whole(of).and_then(|of| u32::try_from(of).ok()).filter(|of| *of > 0)?),
        None => (text.trim_end_matches('%'), scale),
    };
    let value = number(text)? / f64::from(scale.max(1)) * 10.0;
    (0.0..=10.0).contains(&value).then(|| value.round() as u8)
}

/// Yes or no, in the ways programs write it.
pub fn flag(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "" | "0" | "no" | "n" | "false" | "f" | "-" | "off" | "nein" | "non" | "нет" => Some(false),
        "1" | "yes" | "y" | "true" | "t" | "x" | "on" | "loved" | "l" | "♥" | "❤" | "★" | "✓" | "ja" | "oui" | "да" => {
            Some(true)
        }
        _ => None,
    }
}

/// A moment from RFC 3339, `2020-11-12 12:24:52`, `12 Nov 2020, 22:13`, `12.11.2020`, `11/12/2020`,
/// or seconds or milliseconds since 1970. Without an offset it is UTC.
pub fn moment(text: &str, order: DateOrder) -> Option<Timestamp> {
    let text = text.trim();
    if let Ok(moment) = text.parse() {
        return Some(moment);
    }
    if text.len() >= 9 && text.bytes().all(|b| b.is_ascii_digit()) {
        let value: i64 = text.parse().ok().filter(|value| *value < 100_000_000_000_000)?;
        return Some(Timestamp::from_millis(if value < 100_000_000_000 { value * 1_000 } else { value }));
    }
    let (date, time) = split_date(text);
    let days = civil_days(calendar(date, order)?)?;
    Some(Timestamp::from_millis(days * 86_400_000 + time_of_day(time)?))
}

fn split_date(text: &str) -> (&str, &str) {
    let time_at = text.find(':').map(|colon| text[..colon].trim_end_matches(|c: char| c.is_ascii_digit()).len());
    let (date, time) = text.split_at(time_at.unwrap_or(text.len()));
    (date.trim_end_matches([' ', ',', 'T']), time)
}

fn calendar(date: &str, order: DateOrder) -> Option<(i64, u32, u32)> {
    let mut parts = date.split([' ', '-', '/', '.', ',']).filter(|part| !part.is_empty());
    let parts = [parts.next()?, parts.next()?, parts.next()?];
    let n = |part: &str| part.parse::<u32>().ok();
    if let Some(month) = month_name(parts[1]) {
        return Some((full_year(parts[2])?, month, n(parts[0])?));
    }
    if let Some(month) = month_name(parts[0]) {
        return Some((full_year(parts[2])?, month, n(parts[1])?));
    }
    if parts[0].len() == 4 {
        return Some((parts[0].parse().ok()?, n(parts[1])?, n(parts[2])?));
    }
    let (first, second) = (n(parts[0])?, n(parts[1])?);
    let month_first = second > 12 || (first <= 12 && order == DateOrder::MonthFirst && !date.contains('.'));
    let (month, day) = if month_first { (first, second) } else { (second, first) };
    Some((full_year(parts[2])?, month, day))
}

fn full_year(text: &str) -> Option<i64> {
    let year: i64 = text.parse().ok()?;
    Some(match (text.len(), year) {
        (2, 0..70) => 2_000 + year,
        (2, _) => 1_900 + year,
        _ => year,
    })
}

fn month_name(text: &str) -> Option<u32> {
    let start: String = text.chars().take(3).flat_map(char::to_lowercase).collect();
    let names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    names.iter().position(|name| *name == start).and_then(|at| u32::try_from(at + 1).ok())
}

/// Milliseconds since midnight UTC of `22:13`, `22:13:05.5 +0200`, `10:13 PM`.
fn time_of_day(text: &str) -> Option<i64> {
    if text.is_empty() {
        return Some(0);
    }
    let clock_end = text.find(|c: char| !(c.is_ascii_digit() || c == ':' || c == '.')).unwrap_or(text.len());
    let (clock, rest) = text.split_at(clock_end);
    let mut parts = clock.split(':');
    let mut hours: i64 = parts.next()?.parse().ok()?;
    let minutes: i64 = parts.next()?.parse().ok()?;
    let seconds = parts.next().map_or(Some(0.0), |s| s.parse::<f64>().ok())?;
    let rest = rest.trim();
    let half = rest.get(..2).map(str::to_ascii_lowercase);
    match half.as_deref() {
        Some("am") => hours %= 12,
        Some("pm") => hours = hours % 12 + 12,
        _ => {}
    }
    if !(0..24).contains(&hours) || !(0..60).contains(&minutes) || !(0.0..61.0).contains(&seconds) {
        return None;
    }
    Some(hours * 3_600_000 + minutes * 60_000 + (seconds * 1_000.0) as i64 - offset(rest))
}

fn offset(text: &str) -> i64 {
    let Some(sign) = text.chars().next().filter(|c| matches!(c, '+' | '-')) else { return 0 };
    let digits: String = text.chars().filter(char::is_ascii_digit).take(4).collect();
    let Ok(value) = format!("{digits:0<4}").parse::<i64>() else { return 0 };
    let ms = (value / 100) * 3_600_000 + (value % 100) * 60_000;
    if sign == '-' { -ms } else { ms }
}

/// Days since 1970-01-01 of a day of the Gregorian calendar; `None` when there is no such day.
fn civil_days((year, month, day): (i64, u32, u32)) -> Option<i64> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let lengths = [31, if leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let length = *lengths.get(usize::try_from(month).ok()?.checked_sub(1)?)?;
    if !(1..=9_999).contains(&year) || !(1..=length).contains(&day) {
        return None;
    }
    let before = lengths[..month as usize - 1].iter().sum::<u32>();
    let y = year - 1;
    Some(y * 365 + y / 4 - y / 100 + y / 400 + i64::from(before + day - 1) - 719_162)
}

/// Parts of a list cell: between `;` or `|`, else between `,`. A backslash keeps the next
/// separator within its part.
pub fn list(text: &str) -> Vec<String> {
    let parts = split(text, &[';', '|']);
    if parts.len() > 1 { unescaped(parts) } else { unescaped(split(text, &[','])) }
}

/// Parts between commas alone, as Exportify joins artists.
pub fn comma_list(text: &str) -> Vec<String> {
    unescaped(split(text, &[',']))
}

fn split<'a>(text: &'a str, separators: &[char]) -> Vec<&'a str> {
    let (mut parts, mut start, mut kept) = (Vec::new(), 0, false);
    for (at, c) in text.char_indices() {
        if kept {
            kept = false;
        } else if c == '\\' {
            kept = true;
        } else if separators.contains(&c) {
            parts.push(&text[start..at]);
            start = at + c.len_utf8();
        }
    }
    parts.push(&text[start..]);
    parts
}

fn unescaped(parts: Vec<&str>) -> Vec<String> {
    parts.into_iter().map(|part| unescape(part.trim())).filter(|part| !part.is_empty()).collect()
}

fn unescape(part: &str) -> String {
    if !part.contains('\\') {
        return part.to_owned();
    }
    let mut out = String::with_capacity(part.len());
    let mut chars = part.chars().peekable();
    while let Some(c) = chars.next() {
        match chars.peek() {
            Some(next) if c == '\\' && ESCAPED.contains(next) => out.extend(chars.next()),
            _ => out.push(c),
        }
    }
    out
}

const ESCAPED: [char; 4] = ['\\', ';', ',', '|'];

/// The inverse of [`list`].
pub fn join(parts: &[String]) -> String {
    let mut out = String::new();
    for (n, part) in parts.iter().enumerate() {
        if n > 0 {
            out.push_str("; ");
        }
        for c in part.chars() {
            if ESCAPED.contains(&c) {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out
}
