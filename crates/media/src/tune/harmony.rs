//! Chords and scales: which notes there are to choose from.

/// A chord: the pitch classes (0..12, C is 0) from its root upwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chord {
    pub(super) root: i32,
    pub(super) tones: Vec<i32>,
}

impl Chord {
    /// Reads a chord symbol (`"Dm7"`, `"C#dim"`, `"Bb"`), moved up by `shift` semitones.
    fn parse(symbol: &str, shift: i32) -> Self {
        let letter = symbol.chars().next().unwrap_or('C');
        let natural = match letter {
            'D' => 2,
            'E' => 4,
            'F' => 5,
            'G' => 7,
            'A' => 9,
            'B' => 11,
            _ => 0,
        };
        let rest = symbol.get(1..).unwrap_or("");
        let (sign, quality) = match rest.chars().next() {
            Some('#') => (1, &rest[1..]),
            Some('b') => (-1, &rest[1..]),
            _ => (0, rest),
        };
        let intervals: &[i32] = match quality {
            "m" => &[0, 3, 7],
            "7" => &[0, 4, 7, 10],
            "m7" => &[0, 3, 7, 10],
            "maj7" => &[0, 4, 7, 11],
            "6" => &[0, 4, 7, 9],
            "dim" => &[0, 3, 6, 9],
            "5" => &[0, 7],
            _ => &[0, 4, 7],
        };
        let root = (natural + sign + shift).rem_euclid(12);
        Self { root, tones: intervals.iter().map(|i| (root + i) % 12).collect() }
    }

    /// The notes nearest to `centre` (MIDI), lowest first: chords then follow each other smoothly.
    pub(super) fn voicing(&self, centre: i32) -> Vec<i32> {
        let mut notes: Vec<i32> = self.tones.iter().map(|&tone| nearest(tone, centre)).collect();
        if self.tones.len() == 2 {
            // A power chord needs its root below.
            let low = nearest(self.root, centre);
            notes = vec![low, low + 7, low + 12];
        }
        notes.sort_unstable();
        notes
    }

    /// The n-th note of the chord in the bass (`1`, `3`, `5`, `8`).
    pub(super) fn bass(&self, sign: char, centre: i32) -> i32 {
        let root = nearest(self.root, centre);
        let above = |index: usize| self.tones.get(index).map_or(7, |tone| (tone - self.root).rem_euclid(12));
        match sign {
            '3' => root + if self.tones.len() > 2 { above(1) } else { 7 },
            '5' => root + if self.tones.len() > 2 { above(2) } else { 7 },
            '8' => root + 12,
            _ => root,
        }
    }
}

/// Reads a progression: bars separated by blanks, two chords in a bar by a slash.
pub(super) fn parse_bars(progression: &str, shift: i32) -> Vec<[Chord; 2]> {
    progression
        .split_whitespace()
        .map(|bar| {
            let (first, second) = bar.split_once('/').unwrap_or((bar, bar));
            [Chord::parse(first, shift), Chord::parse(second, shift)]
        })
        .collect()
}

/// The note of a pitch class nearest to `centre`.
pub(super) fn nearest(pitch_class: i32, centre: i32) -> i32 {
    let up = (pitch_class - centre).rem_euclid(12);
    if up > 6 { centre + up - 12 } else { centre + up }
}

/// Moves `shape` to the place where most chord tones belong to it. Returns the scale's pitch
/// classes and the share of chord tones in it, 0..=1.
pub(super) fn fit_scale(shape: &[i32], bars: &[[Chord; 2]]) -> (Vec<i32>, f32) {
    let tones: Vec<i32> = bars.iter().flatten().flat_map(|chord| chord.tones.iter().copied()).collect();
    let home = bars.first().map_or(0, |bar| bar[0].root);
    let mut best = (Vec::new(), -1.0);
    for step in 0..12 {
        let scale: Vec<i32> = shape.iter().map(|note| (note + home + step) % 12).collect();
        let hits = tones.iter().filter(|tone| scale.contains(tone)).count();
        // The first chord's root wins a near tie: that is where the ear expects home.
        let share = hits as f32 / tones.len().max(1) as f32 + if step == 0 { 0.04 } else { 0.0 };
        if share > best.1 {
            best = (scale, share);
        }
    }
    best
}

/// The notes a melody may use over a chord, from low to high: the chord's own, and those of the
/// scale that do not rub against them.
pub(super) fn palette(scale: &[i32], chord: &Chord, centre: i32) -> Vec<i32> {
    let rubs = |pc: i32| chord.tones.iter().any(|tone| matches!((pc - tone).rem_euclid(12), 1 | 11));
    (centre - 9..=centre + 10)
        .filter(|note| {
            let pc = note.rem_euclid(12);
            chord.tones.contains(&pc) || (scale.contains(&pc) && !rubs(pc))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chord_symbols_are_read_and_transposed() {
        assert_eq!(Chord::parse("Dm7", 0).tones, [2, 5, 9, 0]);
        assert_eq!(Chord::parse("C#dim", 0).tones, [1, 4, 7, 10]);
        assert_eq!(Chord::parse("Bb", 2).tones, [0, 4, 7]);
        assert_eq!(parse_bars("C F/G", 0)[1][1].root, 7);
    }

    #[test]
    fn a_scale_is_put_where_the_chords_are() {
        let (scale, share) = fit_scale(&[0, 2, 3, 5, 7, 8, 10], &parse_bars("Am F C G", 0));
        assert!(share > 0.99 && scale.contains(&9) && !scale.contains(&10), "{scale:?} {share}");
    }

    #[test]
    fn melodies_avoid_notes_beside_the_chords() {
        let chord = Chord::parse("C", 0);
        let notes = palette(&[0, 2, 4, 5, 7, 9, 11], &chord, 60);
        assert!(notes.contains(&60) && notes.contains(&62) && !notes.contains(&65) && !notes.contains(&59));
    }
}
