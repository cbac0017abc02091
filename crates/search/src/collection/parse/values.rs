//! Numbers, durations and dates, as people write them.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::super::filter::{Field, Filter, NumberField};

const SECOND: i64 = 1_000;
const DAY: i64 = 24 * 60 * 60 * SECOND;

/// What one written value covers, both ends included: a day covers all its milliseconds.
type Span = (i64, i64);

/// `5`, `>=5`, `1..5`, `1..`, `never`.
pub(super) fn number(field: NumberField, value: &str, now: i64) -> Result<Filter, String> {
    let lower = value.to_lowercase();
    match lower.as_str() {
        "never" | "none" => return Ok(Filter::Missing(Field::Number(field))),
        "yes" if field == NumberField::Played => return Ok(Filter::has(Field::Number(field))),
        "0" if field == NumberField::Rating => return Ok(Filter::Missing(Field::Number(field))),
        _ => {}
    }
    let span = |text: &str| span(field, text.trim());
    let from_to = |from, to| Ok(Filter::Number { field, from, to });
    if let Some((from, to)) = lower.split_once("..") {
        let from = if from.is_empty() { None } else { Some(span(from)?.0) };
        let to = if to.is_empty() { None } else { Some(span(to)?.1) };
        return match (from, to) {
            (None, None) => Err("is not understood; a range is written `1990..1999`".to_owned()),
            (Some(from), Some(to)) if from > to => Err("ends before it begins; write the smaller one first".to_owned()),
            _ => from_to(from, to),
        };
    }
    if let Some(rest) = lower.strip_prefix(">=") {
        return from_to(Some(span(rest)?.0), None);
    }
    if let Some(rest) = lower.strip_prefix("<=") {
        return from_to(None, Some(span(rest)?.1));
    }
    if let Some(rest) = lower.strip_prefix('>') {
        return from_to(Some(span(rest)?.1.saturating_add(1)), None);
    }
    if let Some(rest) = lower.strip_prefix('<') {
        return from_to(None, Some(span(rest)?.0.saturating_sub(1)));
    }
    let plain = lower.strip_prefix('=').unwrap_or(&lower);
    if let Some(from) = since(field, plain, now) {
        return from_to(Some(from), None);
    }
    let (from, to) =
        if field == NumberField::Year && plain.ends_with('s') { decade_span(plain)? } else { span(plain)? };
    from_to(Some(from), Some(to))
}

/// `1990s`, `90s` or `1990`, or a range or comparison of them.
pub(super) fn decade(value: &str) -> Result<Filter, String> {
    if let Some((from, to)) = value.split_once("..") {
        let (from, to) = (decade_span(from)?.0, decade_span(to)?.1);
        return Ok(Filter::between(NumberField::Year, from, to));
    }
    let (from, to) = decade_span(value)?;
    Ok(Filter::between(NumberField::Year, from, to))
}

fn decade_span(text: &str) -> Result<Span, String> {
    let digits = text.trim().trim_end_matches(['s', 'S']);
    let year: i64 = digits.parse().map_err(|_| "is not a decade; write `1990s`".to_owned())?;
    let first = match (digits.len(), year) {
        (2, year @ 0..30) => 2_000 + year,
        (2, year) => 1_900 + year,
        (4, year) => year,
        _ => return Err("is not a decade; write `1990s`".to_owned()),
    };
    let first = first - first.rem_euclid(10);
    Ok((first, first + 9))
}

fn span(field: NumberField, text: &str) -> Result<Span, String> {
    match field {
        NumberField::Rating => stars(text),
        NumberField::Duration => duration(text),
        NumberField::Added | NumberField::Played => date(text),
        NumberField::Year | NumberField::Plays | NumberField::Disc | NumberField::Track => {
            let number: i64 = text.parse().map_err(|_| "is not a whole number".to_owned())?;
            Ok((number, number))
        }
    }
}

/// `3.5` stars are 7 halves.
fn stars(text: &str) -> Result<Span, String> {
    let wrong = || "is not a rating; write stars from 0.5 to 5, for example `rating:>=3.5`".to_owned();
    let (whole, half) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    let half = match half {
        "0" => 0,
        "5" => 1,
        _ => return Err(wrong()),
    };
    let whole: i64 = whole.parse().map_err(|_| wrong())?;
    let halves = whole.checked_mul(2).map(|halves| halves + half).filter(|halves| (0..=10).contains(halves));
    halves.map(|halves| (halves, halves)).ok_or_else(wrong)
}

/// `5:00`, `1:02:03` or `300` (seconds) covers a whole second.
fn duration(text: &str) -> Result<Span, String> {
    let wrong = || "is not a duration; write minutes and seconds, for example `duration:>5:00`".to_owned();
    let mut seconds: i64 = 0;
    let mut parts = 0;
    for part in text.split(':') {
        parts += 1;
        let number: u32 = part.parse().map_err(|_| wrong())?;
        if parts > 3 || (parts > 1 && number >= 60) {
            return Err(wrong());
        }
        seconds = seconds * 60 + i64::from(number);
    }
    Ok((seconds * SECOND, seconds * SECOND + SECOND - 1))
}

/// `2024`, `2024-06` or `2024-06-30`, in UTC.
fn date(text: &str) -> Result<Span, String> {
    let wrong = || "is not a date; write `2024`, `2024-06` or `2024-06-30`".to_owned();
    let parts: Vec<&str> = text.split('-').collect();
    let number = |part: &str| part.parse::<i16>().map_err(|_| wrong());
    let small = |part: &str| part.parse::<i8>().map_err(|_| wrong());
    let (first, last) = match parts.as_slice() {
        [year] => {
            let year = number(year)?;
            (Date::new(year, 1, 1).map_err(|_| wrong())?, Date::new(year, 12, 31).map_err(|_| wrong())?)
        }
        [year, month] => {
            let first = Date::new(number(year)?, small(month)?, 1).map_err(|_| wrong())?;
            (first, first.last_of_month())
        }
        [year, month, day] => {
            let day = Date::new(number(year)?, small(month)?, small(day)?).map_err(|_| wrong())?;
            (day, day)
        }
        _ => return Err(wrong()),
    };
    let start = |date: Date| {
        let moment = date.to_zoned(TimeZone::UTC).map_err(|_| wrong())?;
        Ok::<_, String>(moment.timestamp().as_millisecond())
    };
    Ok((start(first)?, start(last)? + DAY - 1))
}

/// `30d`, `2w`, `6m` or `1y`: from so long ago until now.
fn since(field: NumberField, text: &str, now: i64) -> Option<i64> {
    if !matches!(field, NumberField::Added | NumberField::Played) {
        return None;
    }
    let days = match text.chars().last()? {
        'd' => 1,
        'w' => 7,
        'm' => 30,
        'y' => 365,
        _ => return None,
    };
    let count: i64 = text[..text.len() - 1].parse().ok().filter(|count| (0..=36_500).contains(count))?;
    Some(now - count * days * DAY)
}
