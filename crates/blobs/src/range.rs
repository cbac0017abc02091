//! The `Range` header (RFC 9110, section 14).

use std::ops::Range;

/// What part of a value an answer carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of it: 200.
    Full,
    /// These bytes: 206, with [`content_range`]. Never empty, never past the end.
    Partial(Range<u64>),
    /// None can be given: 416, with [`content_range_of_nothing`].
    Unsatisfiable,
}

/// Reads a `Range` header for a value of `length` bytes. A header that is malformed, in another unit,
/// or asks for several ranges is ignored, as the RFC allows.
pub fn parse(header: Option<&str>, length: u64) -> Part {
    let Some((unit, ranges)) = header.and_then(|header| header.split_once('=')) else {
        return Part::Full;
    };
    if !unit.trim().eq_ignore_ascii_case("bytes") || ranges.contains(',') {
        return Part::Full;
    }
    let Some((first, last)) = ranges.trim().split_once('-') else {
        return Part::Full;
    };
    match (number(first), number(last)) {
        (Some(None), Some(Some(0))) => Part::Unsatisfiable,
        (Some(None), Some(Some(_))) if length == 0 => Part::Full,
        (Some(None), Some(Some(suffix))) => Part::Partial(length.saturating_sub(suffix)..length),
        (Some(Some(first)), Some(Some(last))) if last < first => Part::Full,
        (Some(Some(first)), Some(_)) if first >= length => Part::Unsatisfiable,
        (Some(Some(first)), Some(Some(last))) => Part::Partial(first..last.saturating_add(1).min(length)),
        (Some(Some(first)), Some(None)) => Part::Partial(first..length),
        _ => Part::Full,
    }
}

/// A number, nothing (`Some(None)`), or something else (`None`). Numbers too large to count are the
/// largest there is.
fn number(text: &str) -> Option<Option<u64>> {
    if text.is_empty() {
        return Some(None);
    }
    text.bytes().all(|b| b.is_ascii_digit()).then(|| Some(text.parse().unwrap_or(u64::MAX)))
}

/// The `Content-Range` of a 206.
pub fn content_range(part: &Range<u64>, length: u64) -> String {
    format!("bytes {}-{}/{length}", part.start, part.end.saturating_sub(1))
}

/// The `Content-Range` of a 416.
pub fn content_range_of_nothing(length: u64) -> String {
    format!("bytes */{length}")
}

/// Whether a `Range` counts, given the request's `If-Range` and the value's strong `ETag` (RFC 9110,
/// section 13.1.5). Dates and weak tags never match: the whole value is then always right.
pub fn is_current(if_range: Option<&str>, etag: &str) -> bool {
    if_range.is_none_or(|tag| tag.trim() == etag && !etag.starts_with("W/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn single_ranges_are_read() {
        let cases = [
            ("bytes=0-499", Part::Partial(0..500)),
            ("bytes=500-", Part::Partial(500..1000)),
            ("bytes=-300", Part::Partial(700..1000)),
            ("bytes=-5000", Part::Partial(0..1000)),
            ("bytes=0-0", Part::Partial(0..1)),
            ("bytes=999-99999999999999999999999", Part::Partial(999..1000)),
            ("Bytes= 0-9 ", Part::Partial(0..10)),
            ("bytes=1000-", Part::Unsatisfiable),
            ("bytes=99999999999999999999999-", Part::Unsatisfiable),
            ("bytes=-0", Part::Unsatisfiable),
        ];
        for (header, part) in cases {
            assert_eq!(parse(Some(header), 1000), part, "{header}");
        }
    }

    #[test]
    fn what_is_not_a_single_range_of_bytes_is_ignored() {
        for header in [
            "",
            "bytes",
            "bytes=",
            "bytes=-",
            "bytes=5",
            "bytes=9-5",
            "bytes=a-b",
            "bytes=+1-2",
            "bytes=0-1,3-4",
            "items=0-4",
            "bytes=1-2-3",
            "bytes=0x1-2",
        ] {
            assert_eq!(parse(Some(header), 1000), Part::Full, "{header}");
        }
        assert_eq!(parse(None, 1000), Part::Full);
    }

    #[test]
    fn an_empty_value_has_no_part() {
        assert_eq!(parse(Some("bytes=0-"), 0), Part::Unsatisfiable);
        assert_eq!(parse(Some("bytes=-5"), 0), Part::Full);
    }

    #[test]
    fn headers_of_answers_are_inclusive() {
        assert_eq!(content_range(&(0..500), 1000), "bytes 0-499/1000");
        assert_eq!(content_range_of_nothing(1000), "bytes */1000");
    }

    #[test]
    fn if_range_needs_the_same_strong_tag() {
        assert!(is_current(None, "\"a\"") && is_current(Some("\"a\""), "\"a\""));
        assert!(!is_current(Some("\"b\""), "\"a\"") && !is_current(Some("W/\"a\""), "W/\"a\""));
        assert!(!is_current(Some("Mon, 22 Dec 2025 00:00:00 GMT"), "\"a\""));
    }

    proptest! {
        #[test]
        fn a_part_is_never_empty_or_past_the_end(header in "bytes=[0-9]{0,20}-[0-9]{0,20}|\\PC{0,30}", length: u64) {
            if let Part::Partial(part) = parse(Some(&header), length) {
                prop_assert!(part.start < part.end && part.end <= length);
            }
        }
    }
}
