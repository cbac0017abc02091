//! How long searches and suggestions take on the Chinook catalogue, and on a hundred times as much.
//!
//! `cargo run --release -p chinook-search --example bench [copies]`
#![allow(clippy::print_stdout)]

#[path = "../tests/common/mod.rs"]
mod common;

use std::time::{Duration, Instant};

use chinook_search::{Doc, Index, Query};

const QUERIES: usize = 1_000;
const ROUNDS: usize = 7;

fn main() {
    let copies: i64 = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(1);
    let catalogue = common::chinook();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let index = Index::open(folder.path()).expect("an empty folder makes an index");
    let started = Instant::now();
    index.replace_all(repeated(&catalogue, copies), 1).expect("the catalogue is indexed");
    let took = started.elapsed();
    println!("{} documents indexed in {took:.1?}", index.len());

    let queries = queries(&catalogue);
    let typos = queries.iter().filter(|query| needs_correction(&index, query)).count();
    println!("{QUERIES} queries, {typos} of them misspelt");
    report("search", &queries, |text| {
        index.search(&Query::new(text, 20)).expect("a search never fails");
    });
    report("suggest", &queries, |text| {
        index.suggest(text, 8).expect("a suggestion never fails");
    });
}

fn repeated(catalogue: &[Doc], copies: i64) -> impl Iterator<Item = Doc> {
    (0..copies).flat_map(move |copy| {
        catalogue.iter().cloned().map(move |doc| {
            let name = if copy == 0 { doc.name } else { format!("{} {}", doc.name, made_up(copy)) };
            Doc { id: doc.id + copy * 1_000_000, name, ..doc }
        })
    })
}

/// A word for each number, so that the dictionary grows with the catalogue.
fn made_up(number: i64) -> String {
    let syllables = ["ba", "ko", "mi", "ne", "ru", "sha", "to", "vi", "wen", "zu"];
    number.to_string().bytes().map(|digit| syllables[usize::from(digit - b'0')]).collect()
}

/// What people type: names, half names, artist with song, single letters, typos.
fn queries(catalogue: &[Doc]) -> Vec<String> {
    let step = catalogue.len() / QUERIES;
    (0..QUERIES)
        .map(|at| {
            let doc = &catalogue[at * step];
            let letters: Vec<char> = doc.name.chars().collect();
            let half = letters.len().div_ceil(2);
            match at % 8 {
                0 => doc.name.clone(),
                1 => letters[..half].iter().collect(),
                2 => format!("{} {}", doc.artist.as_deref().unwrap_or_default(), doc.name),
                3 => doc.artist.clone().unwrap_or_else(|| doc.name.clone()),
                4 => letters.iter().take(3).collect(),
                5 => letters.iter().take(1).collect(),
                _ => letters.iter().enumerate().filter(|(place, _)| *place != half).map(|(_, c)| *c).collect(),
            }
        })
        .collect()
}

fn needs_correction(index: &Index, text: &str) -> bool {
    index.search(&Query::new(text, 1)).is_ok_and(|results| results.corrected.is_some())
}

/// Each query is asked several times and its quickest counts, so that what else the machine does
/// at the moment is left out.
fn report(what: &str, queries: &[String], ask: impl Fn(&str)) {
    let quickest = |query: &String| {
        let rounds = (0..ROUNDS).map(|_| {
            let started = Instant::now();
            ask(query);
            started.elapsed()
        });
        rounds.min().unwrap_or_default()
    };
    let mut times: Vec<(Duration, &String)> = queries.iter().map(|query| (quickest(query), query)).collect();
    times.sort_unstable();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].0;
    println!("{what}: p50 {:.0?}, p90 {:.0?}, p99 {:.0?}", at(0.5), at(0.9), at(0.99));
    for (time, query) in times.iter().rev().take(3) {
        println!("  slowest: {time:.0?} for {query:?}");
    }
}
