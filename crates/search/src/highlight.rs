//! Marks what was searched for in the original text of a name.

use crate::model::HighlightPart;
use crate::question::Marks;
use crate::words::{self, AND, Piece, join, runs};

/// Cuts `name` into parts that were searched for and parts that were not. Parts begin and end
/// between letters, never inside one, whatever accents it carries.
pub(crate) fn highlight(name: &str, marks: &Marks) -> Vec<HighlightPart> {
    let chunks = words::chunks(name);
    let mut spans = Vec::new();
    for chunk in &chunks {
        for (first, last) in runs(chunk.len()) {
            spans.extend(span(&chunk[first..=last], marks));
        }
    }
    spans.extend(words::whole_runs(chunks).iter().filter_map(|run| span(run, marks)));
    parts(name, spans)
}

/// The bytes of a run of pieces that are marked, if it is one of the words looked for.
fn span(run: &[Piece], marks: &Marks) -> Option<(usize, usize)> {
    let (first, last) = (run.first()?, run.last()?);
    let word = join(run);
    if marks.whole.contains(&word) || (word == "n" && marks.whole.contains(AND)) {
        return Some((first.start, last.end()));
    }
    let beginnings = marks.beginnings.iter().filter(|beginning| word.starts_with(beginning.as_str()));
    let length = beginnings.map(|beginning| beginning.chars().count()).max()?;
    Some((first.start, end_of_letter(run, length)))
}

/// The byte after the first `count` letters of a run.
fn end_of_letter(run: &[Piece], count: usize) -> usize {
    let mut left = count;
    let mut end = 0;
    for piece in run {
        end = piece.end_of(left);
        if left <= piece.len() {
            break;
        }
        left -= piece.len();
    }
    end
}

fn parts(name: &str, mut spans: Vec<(usize, usize)>) -> Vec<HighlightPart> {
    spans.sort_unstable();
    let mut parts = Vec::new();
    let mut done = 0;
    let mut push = |text: &str, hit| {
        if !text.is_empty() {
            parts.push(HighlightPart { text: text.to_owned(), hit });
        }
    };
    let mut spans = spans.into_iter().peekable();
    while let Some((start, mut end)) = spans.next() {
        while let Some((_, further)) = spans.next_if(|(next, _)| *next <= end) {
            end = end.max(further);
        }
        push(&name[done..start], false);
        push(&name[start..end], true);
        done = end;
    }
    push(&name[done..], false);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::Question;

    /// `name` with brackets around what is lit up.
    fn lit(query: &str, name: &str) -> String {
        let parts = highlight(name, &Question::new(query).marks());
        assert_eq!(parts.iter().map(|part| part.text.as_str()).collect::<String>(), name);
        parts.iter().map(|part| if part.hit { format!("[{}]", part.text) } else { part.text.clone() }).collect()
    }

    #[test]
    fn the_original_spelling_is_lit_up() {
        assert_eq!(lit("antonio jobim", "Antônio Carlos Jobim"), "[Antônio] Carlos [Jobim]");
        assert_eq!(lit("motorhead", "Moto\u{308}rhead"), "[Moto\u{308}rhead]");
        assert_eq!(lit("strasse", "Straße"), "[Straße]");
    }

    #[test]
    fn an_unfinished_word_lights_up_its_letters() {
        assert_eq!(lit("led zep", "Led Zeppelin"), "[Led Zep]pelin");
        assert_eq!(lit("led hou", "Led In Houses"), "[Led] In [Hou]ses");
        assert_eq!(lit("moto", "Moto\u{308}rhead"), "[Moto\u{308}]rhead");
    }

    #[test]
    fn punctuation_inside_a_match_is_lit_up_with_it() {
        assert_eq!(lit("acdc", "AC/DC"), "[AC/DC]");
        assert_eq!(lit("acd", "AC/DC"), "[AC/D]C");
        assert_eq!(lit("ac dc", "AC/DC"), "[AC/DC]");
        assert_eq!(lit("rem", "R.E.M. Live"), "[R.E.M]. Live");
        assert_eq!(lit("ledzep", "Led Zeppelin"), "[Led Zep]pelin");
    }

    #[test]
    fn and_is_lit_up_however_it_is_written() {
        assert_eq!(lit("guns and roses", "Guns N' Roses"), "[Guns] [N]' [Roses]");
        assert_eq!(lit("page and plant", "Page & Plant"), "[Page] [&] [Plant]");
    }

    #[test]
    fn nothing_is_lit_up_without_a_match() {
        assert_eq!(lit("queen", "AC/DC"), "AC/DC");
        assert_eq!(lit("", ""), "");
    }
}
