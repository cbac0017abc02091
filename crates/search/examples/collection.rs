//! How long the index of a collection takes to be filled and asked, at 10,000, 100,000 and 1,000,000
//! songs.
//!
//! `cargo run --release -p chinook-search --example collection [songs]`
#![allow(clippy::print_stdout)]

use std::time::{Duration, Instant};

use chinook_search::collection::*;

const ROUNDS: usize = 60;
const NOW: i64 = 1_750_000_000_000;

fn main() {
    let asked: Vec<u64> = std::env::args().skip(1).filter_map(|text| text.parse().ok()).collect();
    let sizes = if asked.is_empty() { vec![10_000, 100_000, 1_000_000] } else { asked };
    for size in sizes {
        measure(size);
    }
}

fn measure(size: u64) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let collection = Collection::open(folder.path()).expect("an empty folder makes an index");
    let mut songs = Songs::new();
    let before = memory();
    let started = Instant::now();
    let mut bulk = collection.rebuild().expect("a new index can be filled");
    for from in (0..size).step_by(1_000) {
        let page: Vec<_> = (from..size.min(from + 1_000)).map(|id| songs.song(id)).collect();
        bulk.add(&page).expect("songs can be added");
    }
    bulk.commit().expect("songs can be committed");
    let written = started.elapsed();
    bulk.finish().expect("the index can be put together");
    let took = started.elapsed();
    let rate = |took: Duration| size as f64 / took.as_secs_f64();
    println!(
        "{size} songs: {:.0}/s, {:.0}/s until merged, memory +{} MiB",
        rate(written),
        rate(took),
        memory() - before
    );

    let started = Instant::now();
    ask(&collection, "", Sort::down(SortField::Added), 0);
    println!("  the first page ever: {:.0?}", started.elapsed());
    for (name, field) in COLUMNS {
        let started = Instant::now();
        ask(&collection, "", Sort::up(field), size / 2);
        println!("  first sort by {name}: {:.0?}", started.elapsed());
    }
    reads(&collection, size, "one part");
    let mut next = size;
    report("a song is put", || {
        collection.apply(&[songs.song(next)], &[]).expect("a song can be put");
        next += 1;
    });
    reads(&collection, size, "after edits");
    let mut next_read = |name: &str, read: &dyn Fn(&Collection)| {
        let mut times: Vec<Duration> = Vec::new();
        for _ in 0..ROUNDS / 3 {
            collection.apply(&[songs.song(next)], &[]).expect("a song can be put");
            next += 1;
            let started = Instant::now();
            read(&collection);
            times.push(started.elapsed());
        }
        show(&format!("straight after an edit: {name}"), times);
    };
    next_read("page", &|index| drop(ask(index, "", Sort::down(SortField::Added), 0)));
    next_read("filtered page", &|index| {
        drop(ask(index, "genre:\"Rock\" year:>=1990", Sort::up(SortField::Artist), size / 20))
    });
    next_read("facets", &|index| drop(index.facets(&Filter::All, &Filter::All, 50)));
    next_read("artists", &|index| drop(index.groups(GroupKind::Artists, &Filter::All, GroupSort::Name, 0, 50)));
}

const COLUMNS: [(&str, SortField); 10] = [
    ("title", SortField::Title),
    ("artist", SortField::Artist),
    ("album", SortField::Album),
    ("year", SortField::Year),
    ("genre", SortField::Genre),
    ("duration", SortField::Duration),
    ("rating", SortField::Rating),
    ("plays", SortField::Plays),
    ("played", SortField::Played),
    ("position", SortField::Position),
];

/// Every question is a new one, so that nothing is answered from memory.
fn reads(collection: &Collection, size: u64, when: &str) {
    println!("  {when}:");
    let mut at = 0;
    let mut fresh = || {
        at += 1;
        at
    };
    report("first page", || drop(ask(collection, "", Sort::down(SortField::Added), 0)));
    report("deepest page", || drop(ask(collection, "", Sort::down(SortField::Added), size - 50)));
    report("filter, middle page", || {
        let query = format!("genre:\"Rock\" plays:>={}", fresh() % 60);
        drop(ask(collection, &query, Sort::up(SortField::Artist), size / 20));
    });
    report("one word", || {
        let query = format!("{} plays:>={}", word(fresh() * 7), fresh() % 40);
        drop(ask(collection, &query, Sort::up(SortField::Relevance), 0));
    });
    report("one letter", || {
        let query = format!("plays:>={} {}", fresh() % 60, &word(fresh())[..1]);
        drop(ask(collection, &query, Sort::up(SortField::Relevance), 0));
    });
    report("a typo", || {
        let query = format!("plays:>={} {}x", fresh() % 60, word(fresh() * 3 + 500));
        drop(ask(collection, &query, Sort::up(SortField::Relevance), 0));
    });
    report("facets", || {
        let per_field = 20 + fresh() as usize;
        collection.facets(&Filter::All, &Filter::All, per_field).expect("facets");
    });
    report("facets, filtered", || {
        let chosen = parse(&format!("genre:\"Rock\" plays:>={}", fresh() % 60), NOW).expect("a query");
        collection.facets(&Filter::All, &chosen, 50).expect("facets");
    });
    report("suggest", || {
        let number = fresh();
        let text = word(number * 11);
        collection.suggest(&text[..text.len().min(2 + number as usize % 4)], 8).expect("suggestions");
    });
}

fn ask(collection: &Collection, query: &str, sort: Sort, offset: u64) -> Page {
    let filter = parse(query, NOW).expect("a query");
    collection.page(&View { filter, sort }, offset, 50).expect("a page")
}

fn report(name: &str, mut ask: impl FnMut()) {
    let times = (0..ROUNDS).map(|_| {
        let started = Instant::now();
        ask();
        started.elapsed()
    });
    show(name, times.collect());
}

fn show(name: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    println!("    {name}: p50 {:.1?}, p99 {:.1?}", at(0.5), at(0.99));
}

/// Made-up songs: few artists have many of them.
struct Songs {
    seed: u64,
}

impl Songs {
    fn new() -> Self {
        Self { seed: 42 }
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.seed = self.seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.seed >> 33) % limit
    }

    /// A number below `limit`, small ones far more often: Zipf's law.
    fn zipf(&mut self, limit: u64) -> u64 {
        let uniform = self.below(1 << 24) as f64 / f64::from(1 << 24);
        ((limit as f64).powf(uniform) as u64 - 1).min(limit - 1)
    }

    fn song(&mut self, id: u64) -> SongDoc {
        let artist_number = self.zipf(60_000);
        let artist = format!("{} {}", capital(artist_number * 31 + 7), capital(artist_number / 3));
        let album_number = self.below(1 + 400 / (artist_number / 100 + 1));
        let album = format!("{} {}", capital(artist_number * 17 + album_number * 7), capital(album_number * 5));
        let count = 1 + self.below(4);
        let title: Vec<String> = (0..count).map(|_| capital(self.zipf(20_000))).collect();
        let title = title.join(" ");
        let genres = ["Rock", "Pop", "Jazz", "Metal", "Folk", "Blues", "Hip Hop", "Classical", "Latin", "Soul"];
        let played = self.below(3) > 0;
        SongDoc {
            id: (u128::from(id + 1) << 70) | u128::from(self.below(1 << 31)),
            fingerprint: fingerprint(&artist, &title),
            title,
            artists: vec![artist.clone()],
            artist,
            album: Some(album),
            genres: vec![genres[self.zipf(10) as usize].to_owned()],
            tags: if self.below(5) == 0 { vec![format!("tag {}", self.zipf(50))] } else { Vec::new() },
            year: Some(1950 + self.below(75) as i32),
            disc: Some(1),
            position: Some(1 + self.below(14) as u32),
            duration_ms: Some(90_000 + self.below(300_000) as i64),
            rating: (self.below(3) == 0).then(|| 1 + self.below(10) as u8),
            favourite: self.below(20) == 0,
            has_cover: self.below(2) == 0,
            plays: if played { self.zipf(200) } else { 0 },
            last_played: played.then(|| NOW - self.below(1 << 31) as i64 * 40),
            added: NOW - 100_000_000_000 + id as i64 * 90_000,
            source: "imported".to_owned(),
            ..SongDoc::default()
        }
    }
}

/// A word for each number; those of small numbers are short.
fn word(mut number: u64) -> String {
    let syllables = [
        "lo", "ve", "ra", "in", "mo", "sta", "ni", "ght", "ka", "the", "du", "so", "el", "wi", "ba", "to", "mer", "han",
    ];
    let mut word = String::from(syllables[(number * 7 % 18) as usize]);
    loop {
        word.push_str(syllables[(number % 18) as usize]);
        number /= 18;
        if number == 0 {
            return word;
        }
    }
}

fn capital(number: u64) -> String {
    let word = word(number);
    word[..1].to_uppercase() + &word[1..]
}

/// Resident memory that belongs to the process alone, in MiB: pages of files do not count.
fn memory() -> i64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("RssAnon:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|number| number.parse::<i64>().ok()).unwrap_or(0) / 1024
}
