//! Smart playlists: rules over every field, nested in groups, with an order and a limit.

use ::http::Problem;
use kernel::Timestamp;
use search::collection::{Compare, Field, Filter, Flag, NumberField, Sort, SortField, TextField, View};
use serde::{Deserialize, Serialize};
use serde_json::Value;

const MOST_RULES: usize = 100;
const DEEPEST: usize = 8;
/// Songs of a smart playlist without a limit of its own.
pub const MOST_SONGS: usize = 10_000;
const DAY_MS: i64 = 86_400_000;

/// What is in a smart playlist.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    #[serde(rename = "match")]
    pub matching: Group,
    /// As in the list of songs; `-added` when not said.
    #[serde(default)]
    pub sort: Option<String>,
    /// Songs at most, 1 to 10,000.
    #[serde(default)]
    pub limit: Option<u32>,
}

/// Rules that must all hold, or of which any must.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = RuleGroup)]
pub enum Group {
    #[schema(no_recursion)]
    All(Vec<Node>),
    #[schema(no_recursion)]
    Any(Vec<Node>),
}

/// A rule or a group of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(untagged)]
#[schema(as = RuleNode)]
pub enum Node {
    Rule(Rule),
    #[schema(no_recursion)]
    Group(Group),
}

/// One comparison.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// title, artist, album, albumartist, genre, tag, composer, notes, source, isrc, mbid; year, rating
    /// (stars), plays, duration (seconds), disc, track; added, played; favourite.
    pub field: String,
    /// Texts: is, is_not, contains, contains_not, begins. Numbers and days: is, at_least, at_most,
    /// between. Days also in_last, not_in_last (a number of days), never. Any: missing, present.
    pub op: String,
    /// A text, a number, a day such as 2024-05-31, or two of them for between.
    #[serde(default)]
    pub value: Value,
}

impl Rules {
    /// The rules as a view of the collection; 422 that names what is wrong.
    pub fn view(&self, now: Timestamp) -> Result<View, Problem> {
        let filter = group(&self.matching, now, 0, &mut 0)?;
        let sort = match &self.sort {
            None => Sort::down(SortField::Added),
            Some(text) => Sort::parse(text).ok_or_else(|| {
                Problem::invalid("rules.sort", "takes an order of the list of songs, such as -plays or title")
            })?,
        };
        self.limit()?;
        Ok(View { filter, sort })
    }

    /// Songs at most.
    pub fn limit(&self) -> Result<usize, Problem> {
        match self.limit {
            None => Ok(MOST_SONGS),
            Some(limit) if (1..=MOST_SONGS).contains(&(limit as usize)) => Ok(limit as usize),
            Some(_) => Err(Problem::invalid("rules.limit", format!("takes 1 to {MOST_SONGS} songs"))),
        }
    }
}

fn group(group: &Group, now: Timestamp, depth: usize, count: &mut usize) -> Result<Filter, Problem> {
    if depth > DEEPEST {
        return Err(refuse(format!("may be nested {DEEPEST} deep")));
    }
    let (Group::All(nodes) | Group::Any(nodes)) = group;
    let mut parts = Vec::with_capacity(nodes.len());
    for node in nodes {
        *count += 1;
        if *count > MOST_RULES {
            return Err(refuse(format!("may be {MOST_RULES} at most")));
        }
        parts.push(match node {
            Node::Group(inner) => self::group(inner, now, depth + 1, count)?,
            Node::Rule(rule) => self::rule(rule, now)?,
        });
    }
    Ok(match group {
        _ if parts.is_empty() => Filter::All,
        Group::All(_) => Filter::all(parts),
        Group::Any(_) => Filter::any(parts),
    })
}

fn refuse(message: impl std::fmt::Display) -> Problem {
    Problem::invalid("rules", message)
}

fn rule(rule: &Rule, now: Timestamp) -> Result<Filter, Problem> {
    if rule.field == "favourite" {
        return flag(rule);
    }
    if let Some(field) = text_field(&rule.field) {
        return text(rule, field);
    }
    match number_field(&rule.field) {
        Some(field) => number(rule, field, now),
        None => Err(refuse(format!("know no field `{}`", rule.field))),
    }
}

fn text_field(name: &str) -> Option<TextField> {
    Some(match name {
        "title" => TextField::Title,
        "artist" => TextField::Artist,
        "album" => TextField::Album,
        "albumartist" => TextField::AlbumArtist,
        "genre" => TextField::Genre,
        "tag" => TextField::Tag,
        "composer" => TextField::Composer,
        "notes" => TextField::Notes,
        "source" => TextField::Source,
        "isrc" => TextField::Isrc,
        "mbid" => TextField::Mbid,
        _ => return None,
    })
}

fn number_field(name: &str) -> Option<NumberField> {
    Some(match name {
        "year" => NumberField::Year,
        "rating" => NumberField::Rating,
        "plays" => NumberField::Plays,
        "duration" => NumberField::Duration,
        "added" => NumberField::Added,
        "played" => NumberField::Played,
        "disc" => NumberField::Disc,
        "track" => NumberField::Track,
        _ => return None,
    })
}

fn flag(rule: &Rule) -> Result<Filter, Problem> {
    let yes = match (&rule.op[..], &rule.value) {
        ("is", Value::Bool(yes)) => *yes,
        ("is", Value::String(text)) if text == "yes" || text == "no" => text == "yes",
        _ => return Err(refuse("`favourite` takes `is` with true or false")),
    };
    let favourite = Filter::Flag(Flag::Favourite);
    Ok(if yes { favourite } else { favourite.not() })
}

fn text(rule: &Rule, field: TextField) -> Result<Filter, Problem> {
    match rule.op.as_str() {
        "missing" => return Ok(Filter::Missing(Field::Text(field))),
        "present" => return Ok(Filter::has(Field::Text(field))),
        _ => {}
    }
    let value = match &rule.value {
        Value::String(text) if !text.trim().is_empty() && text.len() <= 500 => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => return Err(refuse(format!("need a text to compare `{}` with", rule.field))),
    };
    let words = |text| Filter::Phrase { field: Some(field), text };
    Ok(match rule.op.as_str() {
        "is" => Filter::is(field, value),
        "is_not" => Filter::is(field, value).not(),
        "contains" => words(value),
        "contains_not" => words(value).not(),
        "begins" => Filter::Text { field, compare: Compare::Begins, value },
        other => return Err(unknown_op(&rule.field, other, "is, is_not, contains, contains_not, begins")),
    })
}

fn unknown_op(field: &str, op: &str, known: &str) -> Problem {
    refuse(format!("cannot compare `{field}` by `{op}`: use {known}"))
}

fn number(rule: &Rule, field: NumberField, now: Timestamp) -> Result<Filter, Problem> {
    let days = matches!(field, NumberField::Added | NumberField::Played);
    match rule.op.as_str() {
        "missing" | "never" => return Ok(Filter::Missing(Field::Number(field))),
        "present" => return Ok(Filter::has(Field::Number(field))),
        _ => {}
    }
    let read = |value: &Value, end: bool| amount(rule, field, value, end);
    let between = |from: Option<i64>, to: Option<i64>| Filter::between(field, from, to);
    Ok(match rule.op.as_str() {
        "is" => between(Some(read(&rule.value, false)?), Some(read(&rule.value, true)?)),
        "is_not" => between(Some(read(&rule.value, false)?), Some(read(&rule.value, true)?)).not(),
        "at_least" => between(Some(read(&rule.value, false)?), None),
        "at_most" => between(None, Some(read(&rule.value, true)?)),
        "between" => match &rule.value {
            Value::Array(two) if two.len() == 2 => between(Some(read(&two[0], false)?), Some(read(&two[1], true)?)),
            _ => return Err(refuse(format!("need two values to compare `{}` between", rule.field))),
        },
        "in_last" | "not_in_last" if days => {
            let count = rule.value.as_i64().filter(|n| (1..=36_500).contains(n));
            let count = count.ok_or_else(|| refuse(format!("need a number of days for `{}`", rule.field)))?;
            let recent = between(Some(now.millis() - count * DAY_MS), None);
            if rule.op == "in_last" { recent } else { recent.not() }
        }
        other => return Err(unknown_op(&rule.field, other, "is, at_least, at_most, between")),
    })
}

/// A value in the unit of the index. `end`: the last moment of a day rather than the first.
fn amount(rule: &Rule, field: NumberField, value: &Value, end: bool) -> Result<i64, Problem> {
    let wrong = || refuse(format!("cannot compare `{}` with {value}", rule.field));
    let number = match value {
        Value::String(text) => text.trim().parse::<f64>().ok(),
        other => other.as_f64(),
    };
    #[expect(clippy::cast_possible_truncation, reason = "bounded before the cast")]
    let scaled = |by: f64| number.map(|n| (n * by).round()).filter(|n| n.abs() < 1e15).map(|n| n as i64);
    match field {
        NumberField::Rating => scaled(2.0).ok_or_else(wrong),
        NumberField::Duration => {
            let millis = scaled(1_000.0).ok_or_else(wrong)?;
            Ok(if end && rule.op == "is" { millis + 999 } else { millis })
        }
        NumberField::Added | NumberField::Played => {
            let text = value.as_str().ok_or_else(wrong)?;
            let day: Timestamp = format!("{text}T00:00:00Z").parse().map_err(|_| wrong())?;
            Ok(if end { day.millis() + DAY_MS - 1 } else { day.millis() })
        }
        _ => scaled(1.0).ok_or_else(wrong),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(json: &str) -> Result<View, Problem> {
        serde_json::from_str::<Rules>(json).unwrap().view(Timestamp::from_millis(100 * DAY_MS))
    }

    #[test]
    fn the_example_of_every_day_can_be_said() {
        let view = view(
            r#"{"match":{"all":[{"field":"genre","op":"is","value":"Rock"},
                {"field":"year","op":"between","value":[1990,1999]},
                {"any":[{"field":"played","op":"never"},{"field":"played","op":"not_in_last","value":30}]}]},
                "sort":"-plays","limit":50}"#,
        )
        .unwrap();
        let Filter::And(parts) = view.filter else { panic!("all of them") };
        assert_eq!(parts[1], Filter::between(NumberField::Year, 1990, 1999));
        assert_eq!(view.sort, Sort::down(SortField::Plays));
    }

    #[test]
    fn ratings_are_stars_and_days_are_whole() {
        let of = |json: &str| view(&format!(r#"{{"match":{{"all":[{json}]}}}}"#)).unwrap().filter;
        assert_eq!(
            of(r#"{"field":"rating","op":"at_least","value":3.5}"#),
            Filter::between(NumberField::Rating, 7, None)
        );
        assert_eq!(
            of(r#"{"field":"added","op":"is","value":"1970-01-02"}"#),
            Filter::between(NumberField::Added, DAY_MS, 2 * DAY_MS - 1)
        );
    }

    #[test]
    fn what_cannot_be_compared_is_refused() {
        for bad in [
            r#"{"field":"colour","op":"is","value":"red"}"#,
            r#"{"field":"year","op":"contains","value":1}"#,
            r#"{"field":"title","op":"is"}"#,
            r#"{"field":"year","op":"between","value":[1]}"#,
            r#"{"field":"added","op":"in_last","value":"x"}"#,
            r#"{"field":"favourite","op":"is","value":3}"#,
        ] {
            assert!(view(&format!(r#"{{"match":{{"all":[{bad}]}}}}"#)).is_err(), "{bad}");
        }
        let deep = (0..20)
            .fold(r#"{"field":"year","op":"is","value":1}"#.to_owned(), |inner, _| format!(r#"{{"all":[{inner}]}}"#));
        assert!(view(&format!(r#"{{"match":{deep}}}"#)).is_err());
    }
}
