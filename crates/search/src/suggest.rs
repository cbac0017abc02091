//! Which of many matches to propose: few of each kind, nothing said twice.

use std::collections::HashMap;

use crate::highlight::highlight;
use crate::model::{Kind, Suggestion};
use crate::question::Marks;
use crate::words;

/// Proposals with one title: an artist and the album named after them, but not the song as well.
const MAX_SAME_TITLE: usize = 2;

/// A match that may be proposed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Proposal {
    pub kind: Kind,
    pub id: i64,
    pub score: f32,
    pub title: String,
    pub subtitle: Option<String>,
}

impl Proposal {
    pub fn lit_up(self, marks: &Marks) -> Suggestion {
        let highlight = highlight(&self.title, marks);
        Suggestion { kind: self.kind, id: self.id, title: self.title, subtitle: self.subtitle, highlight }
    }
}

/// Chooses `limit` of the proposals, which come by kind and best first: artists first, then albums,
/// then tracks, a third each as long as there are enough of every kind.
pub(crate) fn choose(proposals: [Vec<Proposal>; 3], limit: usize) -> Vec<Proposal> {
    let different = without_repeats(proposals);
    let counts = shares(different.each_ref().map(Vec::len), limit);
    let mut chosen = Vec::with_capacity(limit);
    for (of_kind, count) in different.into_iter().zip(counts) {
        chosen.extend(of_kind.into_iter().take(count));
    }
    chosen
}

fn without_repeats(proposals: [Vec<Proposal>; 3]) -> [Vec<Proposal>; 3] {
    let mut seen: HashMap<String, Vec<Kind>> = HashMap::new();
    proposals.map(|of_kind| {
        let new = |proposal: &Proposal| {
            let kinds = seen.entry(words::keys(&proposal.title).bare).or_default();
            let is_new = kinds.len() < MAX_SAME_TITLE && !kinds.contains(&proposal.kind);
            if is_new {
                kinds.push(proposal.kind);
            }
            is_new
        };
        let mut of_kind = of_kind;
        of_kind.retain(new);
        of_kind
    })
}

/// Deals `limit` places out to the kinds in turn, as long as they have something to put there.
fn shares(available: [usize; 3], limit: usize) -> [usize; 3] {
    let mut shares = [0; 3];
    let mut left = limit.min(available.iter().sum());
    while left > 0 {
        for kind in 0..3 {
            if left > 0 && shares[kind] < available[kind] {
                shares[kind] += 1;
                left -= 1;
            }
        }
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proposals(kind: Kind, titles: &[&str]) -> Vec<Proposal> {
        let proposal = |(at, title): (usize, &&str)| Proposal {
            kind,
            id: at as i64,
            score: 1.0,
            title: (*title).to_owned(),
            subtitle: None,
        };
        titles.iter().enumerate().map(proposal).collect()
    }

    fn chosen(artists: &[&str], albums: &[&str], tracks: &[&str], limit: usize) -> Vec<String> {
        let all = [proposals(Kind::Artist, artists), proposals(Kind::Album, albums), proposals(Kind::Track, tracks)];
        choose(all, limit)
            .into_iter()
            .map(|proposal| format!("{} {}", proposal.kind.as_str(), proposal.title))
            .collect()
    }

    #[test]
    fn every_kind_gets_its_share_and_the_rest_is_filled() {
        assert_eq!(
            chosen(&["A"], &["B", "C", "D"], &["E", "F", "G", "H"], 6),
            ["artist A", "album B", "album C", "album D", "track E", "track F"]
        );
        assert_eq!(chosen(&[], &[], &["E"], 6), ["track E"]);
        assert_eq!(chosen(&["A"], &["B"], &["C"], 0), Vec::<String>::new());
    }

    #[test]
    fn a_title_is_not_proposed_three_times() {
        assert_eq!(
            chosen(&["Iron Maiden"], &["Iron Maiden"], &["Iron Maiden", "iron maiden!", "Trooper"], 8),
            ["artist Iron Maiden", "album Iron Maiden", "track Trooper"]
        );
    }
}
