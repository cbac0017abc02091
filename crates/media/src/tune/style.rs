//! What each family of genres sounds like, as data: tempo, chords, rhythms, instruments.
//!
//! Chords are written in C and transposed. Rhythms have one character a sixteenth: `.` is a rest and
//! `-` holds what sounds. Chords: `x` all notes, a digit one of them (0 is the lowest). Bass: `1`
//! root, `3` third, `5` fifth, `8` octave, `a` a step towards the next root. Drums: `x` loud, `o` soft.

use super::synth::Instrument::{self, *};

#[derive(Debug)]
pub(super) struct Style {
    /// Beats a minute, from and to.
    pub(super) tempo: (f32, f32),
    /// Where the off-beat eighth falls: 0.5 is straight, 0.66 a triplet.
    pub(super) swing: f32,
    /// Semitones above C that melodies use.
    pub(super) scales: &'static [&'static [i32]],
    /// One chord a bar (two with a slash).
    pub(super) progressions: &'static [&'static str],
    pub(super) chords: Part,
    pub(super) bass: Part,
    pub(super) lead: Part,
    pub(super) drums: &'static [(Instrument, f32, f32, &'static [&'static str])],
    /// Share of reverb, 0..1.
    pub(super) room: f32,
}

/// An instrument with its loudness, middle (MIDI note), and the bars it chooses from.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) instruments: &'static [Instrument],
    pub(super) level: f32,
    pub(super) centre: i32,
    pub(super) bars: &'static [&'static str],
}

const MAJOR: &[i32] = &[0, 2, 4, 5, 7, 9, 11];
const MINOR: &[i32] = &[0, 2, 3, 5, 7, 8, 10];
const DORIAN: &[i32] = &[0, 2, 3, 5, 7, 9, 10];
const MAJOR_PENTATONIC: &[i32] = &[0, 2, 4, 7, 9];
const MINOR_PENTATONIC: &[i32] = &[0, 3, 5, 7, 10];
const BLUES: &[i32] = &[0, 3, 5, 6, 7, 10];
const PHRYGIAN: &[i32] = &[0, 1, 3, 5, 7, 8, 10];
const LYDIAN: &[i32] = &[0, 2, 4, 6, 7, 9, 11];
const HARMONIC_MINOR: &[i32] = &[0, 2, 3, 5, 7, 8, 11];

const SINGING: &[&str] = &["x---x-x---x-x---", "x-----x-x---x---", "..x-x-x-x---x-x-", "x---x---x-x-x---", "x-x-x-----x-x---"];
const LONG: &[&str] = &["x-------x---x---", "x---------x-x---", "x-----x-x-------", "....x---x-------"];
const BUSY: &[&str] = &["x-x-x-x-x-x-x---", "..x-xxx-x-x-x---", "x---x-x-xxx-x---", "x-xxx-x-..x-x---"];

/// The style of a genre, found by words in its name.
pub(super) fn of(genre: &str) -> &'static Style {
    let name = genre.to_lowercase();
    FAMILIES
        .iter()
        .find(|(words, _)| words.iter().any(|word| name.contains(word)))
        .map_or(&POP, |(_, style)| style)
}

// The order matters: "Rock And Roll" must not be found as "Rock", nor "TV Comedy" as anything else.
static FAMILIES: [(&[&str], &Style); 17] = [
    (&["metal"], &METAL),
    (&["rock and roll", "rock'n'roll", "rockabilly"], &ROCK_AND_ROLL),
    (&["punk", "alternative", "indie", "grunge"], &PUNK),
    (&["bossa"], &BOSSA),
    (&["latin", "samba", "salsa", "brazil", "mpb"], &LATIN),
    (&["reggae", "ska", "dub"], &REGGAE),
    (&["blues"], &BLUES_BAND),
    (&["jazz", "swing", "fusion"], &JAZZ),
    (&["hip hop", "rap"], &HIP_HOP),
    (&["r&b", "soul", "funk", "gospel"], &SOUL),
    (&["electro", "dance", "house", "techno", "trance"], &ELECTRONIC),
    (&["classical", "opera", "baroque", "chamber"], &CLASSICAL),
    (&["soundtrack", "sci fi", "science", "fantasy", "drama", "ambient"], &CINEMA),
    (&["tv", "comedy", "show"], &TELEVISION),
    (&["world", "folk", "celtic"], &WORLD),
    (&["easy", "lounge"], &BOSSA),
    (&["rock"], &ROCK),
];

static ROCK: Style = Style {
    tempo: (104.0, 138.0),
    swing: 0.5,
    scales: &[MINOR_PENTATONIC, MAJOR_PENTATONIC],
    progressions: &["C G Am F", "C Bb F C", "Am F C G", "C F G F", "Am G F G"],
    chords: Part { instruments: &[DrivenGuitar], level: 0.30, centre: 52, bars: &["x---x-x---x-x---", "x-x-x-x-x-x-x-x-", "x-----x-x---x-x-"] },
    bass: Part { instruments: &[ElectricBass], level: 0.62, centre: 38, bars: &["1-1-1-1-1-1-1-1-", "1---1-1-5---1-a-", "1-1---1-1-1-5-a-"] },
    lead: Part { instruments: &[LeadGuitar, Organ], level: 0.30, centre: 70, bars: SINGING },
    drums: &[
        (Kick, 0.85, 0.0, &["x.....x.x.......", "x.......x.x....."]),
        (Snare, 0.60, 0.05, &["....x.......x...", "....x.......x..o"]),
        (Hat, 0.22, 0.3, &["x.o.x.o.x.o.x.o."]),
    ],
    room: 0.16,
};

static METAL: Style = Style {
    tempo: (132.0, 172.0),
    swing: 0.5,
    scales: &[MINOR, PHRYGIAN, HARMONIC_MINOR],
    progressions: &["C5 C5 Ab5 Bb5", "C5 Eb5 Bb5 Ab5", "C5 Db5 C5 Bb5", "C5 Ab5 F5 G5"],
    chords: Part { instruments: &[DistortedGuitar], level: 0.34, centre: 42, bars: &["x-xxx-xxx-xxx-xx", "x--x--x-x--x--x-", "x-xxx-x-x-xxx---"] },
    bass: Part { instruments: &[ElectricBass], level: 0.58, centre: 33, bars: &["1-111-111-111-11", "1-1-1-1-1-1-1-1-"] },
    lead: Part { instruments: &[LeadGuitar], level: 0.48, centre: 74, bars: BUSY },
    drums: &[
        (Kick, 0.58, 0.0, &["x.xxx.xxx.xxx.xx", "x.x...x.x.x...x."]),
        (Snare, 0.66, 0.05, &["....x.......x...", "....x.......x.xx"]),
        (Hat, 0.20, 0.3, &["x...x...x...x..."]),
        (Ride, 0.13, -0.3, &["x.......x......."]),
    ],
    room: 0.14,
};

static PUNK: Style = Style {
    tempo: (148.0, 178.0),
    swing: 0.5,
    scales: &[MAJOR_PENTATONIC, MINOR_PENTATONIC],
    progressions: &["C F G F", "C G A F", "A F C G", "C E F G"],
    chords: Part { instruments: &[DrivenGuitar], level: 0.34, centre: 50, bars: &["x-x-x-x-x-x-x-x-", "x---x-x-x---x-x-"] },
    bass: Part { instruments: &[ElectricBass], level: 0.62, centre: 36, bars: &["1-1-1-1-1-1-1-1-", "1-1-1-1-1-1-5-a-"] },
    lead: Part { instruments: &[LeadGuitar, SquareLead], level: 0.26, centre: 69, bars: SINGING },
    drums: &[
        (Kick, 0.80, 0.0, &["x.......x.x.....", "x.x.....x.x....."]),
        (Snare, 0.62, 0.05, &["....x.......x..."]),
        (Hat, 0.26, 0.3, &["x.x.x.x.x.x.x.x."]),
    ],
    room: 0.12,
};

static ROCK_AND_ROLL: Style = Style {
    tempo: (156.0, 184.0),
    swing: 0.58,
    scales: &[BLUES, MAJOR_PENTATONIC],
    progressions: &["C6 C6 C6 C7 F6 F6 C6 C6 G7 F7 C6 G7"],
    chords: Part { instruments: &[Piano], level: 0.34, centre: 62, bars: &["x.x.x.x.x.x.x.x.", "x---..x-..x-x---"] },
    bass: Part { instruments: &[UprightBass], level: 0.80, centre: 38, bars: &["1---3---5---8---", "1---3---5---a---"] },
    lead: Part { instruments: &[CleanGuitar, Sax], level: 0.42, centre: 70, bars: BUSY },
    drums: &[
        (Kick, 0.60, 0.0, &["x.......x......."]),
        (Snare, 0.55, 0.05, &["....x.......x...", "....x.......x.o."]),
        (Ride, 0.20, 0.3, &["x...x.o.x...x.o."]),
    ],
    room: 0.20,
};

static BLUES_BAND: Style = Style {
    tempo: (76.0, 104.0),
    swing: 0.66,
    scales: &[BLUES],
    progressions: &["C7 F7 C7 C7 F7 F7 C7 A7 G7 F7 C7 G7"],
    chords: Part { instruments: &[ElectricPiano, Organ], level: 0.34, centre: 60, bars: &["x---..x-----..x-", "....x---....x---", "x-------..x-----"] },
    bass: Part { instruments: &[ElectricBass, UprightBass], level: 0.74, centre: 38, bars: &["1---3---5---3---", "1-1-3-3-5-5-a-a-"] },
    lead: Part { instruments: &[CleanGuitar, Harmonica], level: 0.44, centre: 69, bars: &["x-x-x-----..x-x-", "..x-x---x-x-x---", "x-----....x-x-x-", "....x-x-x-------"] },
    drums: &[
        (Kick, 0.62, 0.0, &["x.......x.....o."]),
        (Snare, 0.46, 0.05, &["....x.......x..."]),
        (Ride, 0.20, 0.3, &["x.o.x.o.x.o.x.o."]),
    ],
    room: 0.22,
};

static JAZZ: Style = Style {
    tempo: (112.0, 158.0),
    swing: 0.66,
    scales: &[MAJOR, DORIAN],
    progressions: &["Dm7 G7 Cmaj7 A7", "Cmaj7 A7 Dm7 G7", "Em7 A7 Dm7 G7", "Cmaj7 Fmaj7 Em7/A7 Dm7/G7"],
    chords: Part { instruments: &[Piano, ElectricPiano], level: 0.40, centre: 61, bars: &["x-----x-........", "..x-------x-....", "x---......x-----", "......x---....x-"] },
    bass: Part { instruments: &[UprightBass], level: 0.84, centre: 38, bars: &["1---3---5---a---", "1---5---3---a---", "1---8---5---a---"] },
    lead: Part { instruments: &[Sax, Vibes, Trumpet], level: 0.38, centre: 70, bars: &["x-x-x-x---x-x---", "..x-x-x-x-x-x---", "x---x-x-x-----x-", "x-xxx-x-....x-x-", "....x-x-x-x-x---"] },
    drums: &[
        (Ride, 0.30, 0.3, &["x...x.o.x...x.o."]),
        (Hat, 0.20, -0.3, &["....x.......x..."]),
        (Brush, 0.34, 0.1, &["x.....o.x.....o.", "x...o...x..o...."]),
        (Kick, 0.34, 0.0, &["o.......o.....o."]),
    ],
    room: 0.24,
};

static BOSSA: Style = Style {
    tempo: (116.0, 134.0),
    swing: 0.5,
    scales: &[MAJOR, LYDIAN],
    progressions: &["Cmaj7 D7 Dm7 G7", "Cmaj7 C#dim Dm7 G7", "Fmaj7 Bb7 Em7 A7 Dm7 G7 Cmaj7 G7", "Am7 D7 Dm7 G7"],
    chords: Part { instruments: &[NylonGuitar], level: 0.46, centre: 61, bars: &["x--x--x---x--x--", "..x--x-x..x--x--"] },
    bass: Part { instruments: &[UprightBass], level: 0.72, centre: 38, bars: &["1-----5-5-----1-", "1-----5-5-----a-"] },
    lead: Part { instruments: &[Flute, NylonGuitar, Sax], level: 0.36, centre: 72, bars: LONG },
    drums: &[
        (Kick, 0.40, 0.0, &["x.....ox.....o.."]),
        (Rim, 0.38, -0.2, &["x..x..x...x..x.."]),
        (Shaker, 0.26, 0.3, &["xoxoxoxoxoxoxoxo"]),
    ],
    room: 0.24,
};

static LATIN: Style = Style {
    tempo: (98.0, 122.0),
    swing: 0.5,
    scales: &[MAJOR, DORIAN],
    progressions: &["Am7 D7 Gmaj7 Cmaj7", "Cmaj7 Am7 Dm7 G7", "Dm7 G7 Em7 A7", "Am7 F G Em7"],
    chords: Part { instruments: &[NylonGuitar], level: 0.60, centre: 62, bars: &["x-.x-.x-.x-.x-x-", "x--x--x-..x-x-x-"] },
    bass: Part { instruments: &[ElectricBass], level: 0.66, centre: 38, bars: &["1---..1-5---..5-", "1-----5-----8-a-"] },
    lead: Part { instruments: &[Flute, Trumpet, Accordion], level: 0.32, centre: 72, bars: SINGING },
    drums: &[
        (Kick, 0.50, 0.0, &["x..ox..ox..ox..o"]),
        (Shaker, 0.16, 0.3, &["xooxxooxxooxxoox"]),
        (Conga, 0.42, -0.3, &["..o.x..o..o.x.xx", "..x...xx..x...xo"]),
        (Rim, 0.22, 0.2, &["x.x..x.x.x..x.x.", "x..x..x...x.x..."]),
    ],
    room: 0.2,
};

static REGGAE: Style = Style {
    tempo: (134.0, 152.0),
    swing: 0.54,
    scales: &[MINOR_PENTATONIC, MAJOR_PENTATONIC],
    progressions: &["C F C G", "Am G Am Em", "C Am F G", "Am Dm G C"],
    chords: Part { instruments: &[ChopGuitar], level: 1.10, centre: 65, bars: &["....x.......x...", "....x.......x.x."] },
    bass: Part { instruments: &[SynthBass], level: 0.40, centre: 34, bars: &["1---..1-3---5---", "....1-1-5---3-1-", "1-----5-8---5---"] },
    lead: Part { instruments: &[Organ, Melodica], level: 0.26, centre: 69, bars: LONG },
    drums: &[
        (Kick, 0.80, 0.0, &["........x......."]),
        (Rim, 0.60, 0.05, &["........x.......", "........x.....o."]),
        (Hat, 0.28, 0.3, &["x.o.x.o.x.o.x.oo"]),
    ],
    room: 0.28,
};

static POP: Style = Style {
    tempo: (100.0, 124.0),
    swing: 0.5,
    scales: &[MAJOR_PENTATONIC, MAJOR],
    progressions: &["C G Am F", "F G Am C", "C Am F G", "Am F C G"],
    chords: Part { instruments: &[Piano, CleanGuitar], level: 0.34, centre: 62, bars: &["x---x---x---x---", "0-1-2-1-3-2-1-2-", "x-----x-----x---"] },
    bass: Part { instruments: &[ElectricBass], level: 0.66, centre: 37, bars: &["1-----1-1---5---", "1---1---1---1-a-"] },
    lead: Part { instruments: &[SquareLead, Vibes, Flute], level: 0.30, centre: 72, bars: SINGING },
    drums: &[
        (Kick, 0.74, 0.0, &["x.....x.x.......", "x.......x.x....."]),
        (Clap, 0.40, 0.0, &["....x.......x..."]),
        (Hat, 0.18, 0.3, &["x.x.x.x.x.x.x.xo"]),
    ],
    room: 0.2,
};

static SOUL: Style = Style {
    tempo: (84.0, 108.0),
    swing: 0.56,
    scales: &[MINOR_PENTATONIC, DORIAN],
    progressions: &["Cm7 F7 Cm7 F7", "Abmaj7 Gm7 Fm7 Gm7", "Fm7 Bb7 Ebmaj7 Cm7", "Cm7 Abmaj7 Fm7 G7"],
    chords: Part { instruments: &[ElectricPiano], level: 0.40, centre: 62, bars: &["x-----x---x-----", "x--x------x-x---"] },
    bass: Part { instruments: &[ElectricBass], level: 0.78, centre: 37, bars: &["1--1..8-..5-a---", "1---..1--1-5--a-"] },
    lead: Part { instruments: &[Sax, Organ, CleanGuitar], level: 0.34, centre: 69, bars: SINGING },
    drums: &[
        (Kick, 0.74, 0.0, &["x..x......x..o..", "x.....x...x....."]),
        (Snare, 0.50, 0.05, &["....x..o.o..x..o", "....x.......x..."]),
        (Hat, 0.18, 0.3, &["xoxoxoxoxoxoxoxo"]),
    ],
    room: 0.2,
};

static HIP_HOP: Style = Style {
    tempo: (82.0, 96.0),
    swing: 0.60,
    scales: &[MINOR_PENTATONIC, MINOR],
    progressions: &["Cm7 Abmaj7 Cm7 Gm7", "Fm7 Cm7 Fm7 G7", "Cm7 Bbmaj7 Abmaj7 Gm7"],
    chords: Part { instruments: &[ElectricPiano], level: 0.36, centre: 62, bars: &["x-------..x-----", "x---------..x---"] },
    bass: Part { instruments: &[SubBass], level: 0.26, centre: 33, bars: &["1-----1---1-----", "1--1------1-5---"] },
    lead: Part { instruments: &[Vibes, SquareLead, Flute], level: 0.28, centre: 72, bars: LONG },
    drums: &[
        (Kick, 0.95, 0.0, &["x..x...o..x.....", "x......xo.x....."]),
        (Snare, 0.66, 0.0, &["....x.......x...", "....x.......x..o"]),
        (Hat, 0.20, 0.25, &["x.x.x.xxx.x.x.x.", "x.xoxox.x.xox.xx"]),
    ],
    room: 0.14,
};

static ELECTRONIC: Style = Style {
    tempo: (120.0, 130.0),
    swing: 0.5,
    scales: &[MINOR, MINOR_PENTATONIC, DORIAN],
    progressions: &["Am F C G", "Am Em F G", "Am Am F F", "Dm Am F G"],
    chords: Part { instruments: &[SawPad, Stab], level: 0.26, centre: 60, bars: &["..x-..x-..x-..x-", "x--x--x--x--x-x-", "x---------------"] },
    bass: Part { instruments: &[SynthBass], level: 0.40, centre: 33, bars: &["..1-..1-..1-..1-", ".111.111.111.118", "1.11.11.1.11.118"] },
    lead: Part { instruments: &[PluckSynth, SquareLead], level: 0.32, centre: 74, bars: &["x-x.x-x.x-x.x-x.", "x..x..x.x..x..x.", "x-x-..x-x-..x-x-"] },
    drums: &[
        (Kick, 0.95, 0.0, &["x...x...x...x..."]),
        (Clap, 0.42, 0.0, &["....x.......x..."]),
        (Hat, 0.24, 0.2, &["..x...x...x...x.", "o.x.o.x.o.x.oox."]),
        (Shaker, 0.10, -0.3, &["xoxoxoxoxoxoxoxo"]),
    ],
    room: 0.22,
};

static CLASSICAL: Style = Style {
    tempo: (72.0, 100.0),
    swing: 0.5,
    scales: &[MAJOR, HARMONIC_MINOR],
    progressions: &["C G Am Em F C F G", "C F G C Am Dm G C", "Cm Fm G7 Cm Ab Fm G7 Cm", "C Am Dm G7 Em Am Dm/G7 C"],
    chords: Part { instruments: &[Piano, Harp], level: 0.36, centre: 60, bars: &["0-1-2-1-0-1-2-1-", "0-2-1-2-0-2-1-2-", "0-1-2-3-2-1-2-1-"] },
    bass: Part { instruments: &[Strings], level: 0.34, centre: 43, bars: &["1-------5-------", "1---------------"] },
    lead: Part { instruments: &[Violin, Flute, Oboe], level: 0.34, centre: 74, bars: &["x-------x---x-x-", "x---x---x-------", "x-x-x---x---x---", "x-----x-x-------", "xxx-x-x-x---x---"] },
    drums: &[],
    room: 0.42,
};

static CINEMA: Style = Style {
    tempo: (66.0, 88.0),
    swing: 0.5,
    scales: &[MINOR, LYDIAN, HARMONIC_MINOR],
    progressions: &["Cm Ab Eb Bb", "Cm Cm Ab G", "C D Em C", "Cm Eb Fm Ab", "Am F C E"],
    chords: Part { instruments: &[Strings, SawPad], level: 0.30, centre: 60, bars: &["x---------------", "x-------x-------"] },
    bass: Part { instruments: &[Strings, SubBass], level: 0.27, centre: 36, bars: &["1---------------", "1-1-1-1-1-1-1-1-"] },
    lead: Part { instruments: &[Horn, Piano, Vibes, Violin], level: 0.38, centre: 70, bars: LONG },
    drums: &[
        (Timpani, 0.62, 0.0, &["x...............", "x.........o.x.x."]),
        (Shaker, 0.07, 0.3, &["x.o.x.o.x.o.x.o."]),
    ],
    room: 0.46,
};

static TELEVISION: Style = Style {
    tempo: (112.0, 140.0),
    swing: 0.60,
    scales: &[MAJOR_PENTATONIC, MAJOR],
    progressions: &["C Am Dm G7", "C6 C#dim Dm7 G7", "F C G C", "C E7 Am F"],
    chords: Part { instruments: &[CleanGuitar, Piano], level: 0.58, centre: 62, bars: &["....x.......x...", "..x-..x-..x-..x-"] },
    bass: Part { instruments: &[ElectricBass, UprightBass], level: 0.74, centre: 38, bars: &["1---5---1---5---", "1---5---8---a---"] },
    lead: Part { instruments: &[Vibes, Whistle, Trumpet], level: 0.34, centre: 74, bars: BUSY },
    drums: &[
        (Kick, 0.58, 0.0, &["x.......x......."]),
        (Brush, 0.34, 0.05, &["....x.......x..."]),
        (Clap, 0.20, 0.2, &["....x.......x..."]),
        (Hat, 0.16, 0.3, &["..x...x...x...x."]),
    ],
    room: 0.2,
};

static WORLD: Style = Style {
    tempo: (92.0, 118.0),
    swing: 0.5,
    scales: &[DORIAN, MAJOR_PENTATONIC, HARMONIC_MINOR],
    progressions: &["Am G Am G", "Am C G Am", "C G F C", "Am E Am E"],
    chords: Part { instruments: &[NylonGuitar, Harp], level: 0.44, centre: 62, bars: &["0-1-2-1-3-1-2-1-", "x--x--x-x--x--x-"] },
    bass: Part { instruments: &[UprightBass], level: 0.66, centre: 38, bars: &["1-----1-5---1---", "1-------5---8---"] },
    lead: Part { instruments: &[Whistle, Accordion, Violin], level: 0.30, centre: 74, bars: SINGING },
    drums: &[
        (Conga, 0.50, -0.15, &["x..o..x.o.x.o...", "x..x..o.x..o..x."]),
        (Shaker, 0.14, 0.3, &["x.oox.oox.oox.oo"]),
        (Kick, 0.42, 0.0, &["x.......x......."]),
    ],
    room: 0.28,
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bar_has_sixteen_steps_and_known_signs() {
        let all = FAMILIES.iter().map(|(_, style)| *style).chain([&POP]);
        for style in all {
            for (part, signs) in [(&style.chords, "x0123-."), (&style.bass, "1358a-."), (&style.lead, "x-.")] {
                for bar in part.bars {
                    assert_eq!(bar.len(), 16, "{bar}");
                    assert!(bar.chars().all(|sign| signs.contains(sign)), "{bar}");
                }
            }
            for bar in style.drums.iter().flat_map(|(_, _, _, bars)| *bars) {
                assert!(bar.len() == 16 && bar.chars().all(|sign| "xo.".contains(sign)), "{bar}");
            }
        }
    }

    #[test]
    fn names_lead_to_the_nearest_family() {
        assert!(std::ptr::eq(of("Heavy Metal"), &METAL));
        assert!(std::ptr::eq(of("Rock And Roll"), &ROCK_AND_ROLL));
        assert!(std::ptr::eq(of("Alternative & Punk"), &PUNK));
        assert!(std::ptr::eq(of("Rock"), &ROCK));
        assert!(std::ptr::eq(of("Something never heard of"), &POP));
    }
}
