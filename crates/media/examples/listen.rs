//! Makes the tunes of some tracks and writes them to a folder, with the time each step took.
//!
//! `cargo run --release -p chinook-media --example listen -- FOLDER`

use media::{flac, preview, tune};
use std::io::Write;
use std::time::Instant;

const TRACKS: [(i64, &str); 20] = [
    (1, "Rock"),
    (63, "Jazz"),
    (77, "Metal"),
    (85, "Latin"),
    (109, "Alternative & Punk"),
    (111, "Rock And Roll"),
    (123, "Blues"),
    (197, "Reggae"),
    (323, "Pop"),
    (405, "Soundtrack"),
    (510, "Bossa Nova"),
    (1057, "Easy Listening"),
    (1170, "R&B/Soul"),
    (3349, "Electronica/Dance"),
    (1532, "World"),
    (1894, "Hip Hop/Rap"),
    (2819, "Science Fiction"),
    (2461, "TV Shows"),
    (3403, "Classical"),
    (3451, "Opera"),
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "tunes".into());
    std::fs::create_dir_all(&folder)?;
    let mut out = std::io::stdout().lock();
    for (track_id, genre) in TRACKS {
        let start = Instant::now();
        let pcm = tune::compose(&tune::TuneSpec { track_id, genre, length_ms: 240_000 });
        let composed = start.elapsed();
        let tags = flac::Tags { title: genre, artist: "Chinook", track_number: Some(track_id), ..Default::default() };
        let whole = flac::encode(&pcm, &tags);
        let encoded = start.elapsed() - composed;
        let part = preview::encode(&pcm)?;
        let previewed = start.elapsed() - composed - encoded;
        let name = genre.replace(['/', ' '], "_");
        std::fs::write(format!("{folder}/{name}.flac"), &whole)?;
        std::fs::write(format!("{folder}/{name}.mp3"), &part)?;
        let peak = pcm.samples().iter().map(|s| s.unsigned_abs()).max().unwrap_or(0);
        writeln!(
            out,
            "{name:20} compose {composed:>9.1?}  flac {encoded:>9.1?} {:>5} kB  mp3 {previewed:>9.1?} {:>4} kB  peak {peak}",
            whole.len() / 1000,
            part.len() / 1000,
        )?;
    }
    Ok(())
}
