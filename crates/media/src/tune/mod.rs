//! Short tunes for tracks that have no recording yet: composed from a track's id, genre and length,
//! so that the demo shop plays music without carrying any. The same track always gets the same tune.

mod harmony;
mod mix;
mod score;
// Tables are read as tables.
#[rustfmt::skip]
mod style;
mod synth;
#[rustfmt::skip]
mod timbre;

use crate::pcm::{Pcm, SAMPLE_RATE};
use std::collections::HashMap;

/// The longest demo recording, in milliseconds. Chinook has tracks of 88 minutes; a tune of 45 s
/// shows everything a download has to, and is made in a fraction of a second on first demand.
pub const LONGEST_MS: i64 = 45_000;

/// The shortest demo recording, in milliseconds: less does not sound like anything.
pub const SHORTEST_MS: i64 = 1_000;

/// What a tune is made from.
#[derive(Clone, Copy, Debug)]
pub struct TuneSpec<'a> {
    /// Chinook's track id: the seed of everything.
    pub track_id: i64,
    /// The genre's name as the shop shows it (`"Bossa Nova"`). Unknown names sound like pop.
    pub genre: &'a str,
    /// The length the catalogue states, in milliseconds.
    pub length_ms: i64,
}

/// The length in milliseconds of the demo recording of a track that the catalogue says lasts
/// `track_ms`: the stated length, held between [`SHORTEST_MS`] and [`LONGEST_MS`].
pub fn demo_length(track_ms: i64) -> i64 {
    track_ms.clamp(SHORTEST_MS, LONGEST_MS)
}

/// The number of frames (samples of each channel) in the demo recording of such a track: what a
/// FLAC's STREAMINFO says as total samples.
pub fn demo_frames(track_ms: i64) -> usize {
    usize::try_from(demo_length(track_ms) * i64::from(SAMPLE_RATE) / 1000).unwrap_or(0)
}

/// Composes and plays the tune of a track. Takes some tenths of a second of CPU time in a release
/// build: call it off the async threads.
pub fn compose(spec: &TuneSpec<'_>) -> Pcm {
    let frames = demo_frames(spec.length_ms);
    let style = style::of(spec.genre);
    let score = score::write(style, spec.track_id, frames as f32 / SAMPLE_RATE as f32);
    let mut mixer = mix::Mixer::new(frames, score.beat_s);
    // Most notes come again: each is played in a few takes, as a sampler does.
    let mut takes = HashMap::new();
    for note in &score.notes {
        mixer.add(note, takes.entry(note.sound()).or_insert_with(|| synth::play(note)));
    }
    mixer.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    const GENRES: [&str; 25] = [
        "Rock",
        "Jazz",
        "Metal",
        "Alternative & Punk",
        "Rock And Roll",
        "Blues",
        "Latin",
        "Reggae",
        "Pop",
        "Soundtrack",
        "Bossa Nova",
        "Easy Listening",
        "Heavy Metal",
        "R&B/Soul",
        "Electronica/Dance",
        "World",
        "Hip Hop/Rap",
        "Science Fiction",
        "TV Shows",
        "Sci Fi & Fantasy",
        "Drama",
        "Comedy",
        "Alternative",
        "Classical",
        "Opera",
    ];

    fn rms(samples: &[i16]) -> f64 {
        let sum: f64 = samples.iter().map(|&s| f64::from(s).powi(2)).sum();
        (sum / samples.len() as f64).sqrt()
    }

    #[test]
    fn every_genre_is_heard_and_never_clips() {
        for (id, genre) in (1..).zip(GENRES) {
            let pcm = compose(&TuneSpec { track_id: id, genre, length_ms: 12_000 });
            let peak = pcm.samples().iter().map(|s| s.unsigned_abs()).max().unwrap_or(0);
            assert!(peak < 32_000, "{genre} peaks at {peak}");
            for (second, part) in pcm.samples().chunks(88_200).take(9).enumerate() {
                assert!(rms(part) > 250.0, "{genre} is silent in second {second}: {}", rms(part));
            }
            let loudness = rms(&pcm.samples()[..88_200 * 9]);
            assert!((1_800.0..9_000.0).contains(&loudness), "{genre} is at {loudness}");
        }
    }

    #[test]
    fn the_same_track_always_has_the_same_tune_and_others_differ() {
        let tune = |track_id, genre| compose(&TuneSpec { track_id, genre, length_ms: 3_000 });
        assert_eq!(tune(5, "Rock").samples(), tune(5, "Rock").samples());
        assert_ne!(tune(5, "Rock").samples(), tune(6, "Rock").samples());
        assert_ne!(tune(5, "Rock").samples(), tune(5, "Jazz").samples());
    }

    #[test]
    fn the_length_is_the_catalogues_within_bounds() {
        assert_eq!(demo_length(1_071), 1_071);
        assert_eq!(demo_length(343_719), LONGEST_MS);
        assert_eq!(demo_length(-4), SHORTEST_MS);
        let pcm = compose(&TuneSpec { track_id: 2461, genre: "Rock", length_ms: 1_071 });
        assert_eq!(pcm.frames(), 47_231);
        assert!(rms(pcm.samples()) > 500.0);
    }

    #[test]
    fn it_begins_and_ends_in_silence() {
        let pcm = compose(&TuneSpec { track_id: 1, genre: "Rock", length_ms: 9_000 });
        let samples = pcm.samples();
        assert!(samples[0].abs() < 200 && samples[1].abs() < 200);
        assert!(rms(&samples[samples.len() - 400..]) < 30.0);
    }
}
