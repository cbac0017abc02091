//! Writes the notes of a tune: form, harmony, melody, rhythm.

use super::harmony::{self, Chord};
use super::style::{Part, Style};
use super::synth::Instrument;
use crate::random::Dice;

const STEPS: usize = 16;

/// A tune on paper.
pub(super) struct Score {
    pub(super) notes: Vec<Note>,
    /// Seconds of a beat, for echoes in time.
    pub(super) beat_s: f32,
}

/// A note or a chord played by one instrument.
#[derive(Clone, Debug)]
pub(super) struct Note {
    pub(super) instrument: Instrument,
    /// Seconds from the start.
    pub(super) at: f32,
    /// Seconds the key is held; the sound may ring on.
    pub(super) length: f32,
    /// Frequencies in Hz; empty for drums.
    pub(super) pitches: Vec<f32>,
    pub(super) level: f32,
    /// -1 left … 1 right.
    pub(super) pan: f32,
    /// Share sent to the reverb, 0..1.
    pub(super) room: f32,
    /// Share sent to the echo, 0..1.
    pub(super) echo: f32,
    /// Which of some takes of the same note it is.
    pub(super) take: i64,
}

/// What notes that sound the same have in common.
pub(super) type Sound = (Instrument, Vec<u32>, u32, i64);

impl Note {
    pub(super) fn sound(&self) -> Sound {
        let pitches = self.pitches.iter().map(|pitch| pitch.to_bits()).collect();
        (self.instrument, pitches, self.length.to_bits(), self.take)
    }
}

/// Writes a tune of `seconds` in a style.
pub(super) fn write(style: &'static Style, track_id: i64, seconds: f32) -> Score {
    let mut dice = Dice::new("tune", track_id);
    let beat_s = 60.0 / dice.between(style.tempo.0, style.tempo.1);
    let bars = ((seconds / (beat_s * 4.0)).ceil() as usize).max(1);
    let shift = dice.below(12) as i32 - 6;
    let chords = harmony::parse_bars(dice.pick(style.progressions), shift);
    let scale = choose_scale(style, &chords, &mut dice);
    let mut writer = Writer { style, beat_s, bars, chords, scale, dice, notes: Vec::new() };
    writer.chords();
    writer.bass();
    writer.lead();
    writer.drums();
    Score { notes: writer.notes, beat_s }
}

fn choose_scale(style: &Style, chords: &[[Chord; 2]], dice: &mut Dice) -> Vec<i32> {
    let fits: Vec<_> = style.scales.iter().map(|shape| harmony::fit_scale(shape, chords)).collect();
    let best = fits.iter().map(|fit| fit.1).fold(0.0, f32::max);
    let mut good: Vec<_> = fits.into_iter().filter(|fit| fit.1 > best - 0.12).collect();
    good.swap_remove(dice.below(good.len())).0
}

struct Writer {
    style: &'static Style,
    beat_s: f32,
    bars: usize,
    /// The progression, one entry a bar; it repeats.
    chords: Vec<[Chord; 2]>,
    scale: Vec<i32>,
    dice: Dice,
    notes: Vec<Note>,
}

impl Writer {
    fn chord(&self, bar: usize, step: usize) -> Chord {
        // A tune goes home at its end.
        let bar = if bar + 1 >= self.bars && self.bars > 4 { 0 } else { bar };
        self.chords[bar % self.chords.len()][usize::from(step >= STEPS / 2)].clone()
    }

    /// Bars before melody and full drums: long enough to set the scene, none in a very short tune.
    fn intro(&self) -> usize {
        match self.bars {
            0..8 => 0,
            8..16 => 2,
            _ => 4,
        }
    }

    /// Two bars where the drums hold their breath, before the last part.
    fn is_break(&self, bar: usize) -> bool {
        let from = self.intro() + (self.bars - self.intro()) * 5 / 8 / 4 * 4;
        self.bars >= 14 && (from..from + 2).contains(&bar)
    }

    /// Seconds from the start to a step, swung.
    fn time(&self, bar: usize, step: usize) -> f32 {
        let beats = match step % 4 {
            0 => 0.0,
            1 => self.style.swing / 2.0,
            2 => self.style.swing,
            _ => self.style.swing + (1.0 - self.style.swing) / 2.0,
        };
        (bar as f32 * 4.0 + (step / 4) as f32 + beats) * self.beat_s
    }

    /// People are never exactly on time; 4 ms sound alive, more sound drunk.
    fn push(&mut self, mut note: Note) {
        note.at = (note.at + self.dice.between(-0.004, 0.004)).max(0.0);
        note.level *= self.dice.between(0.88, 1.0);
        // Left and right are never the same take: that would be one in the middle.
        note.take = self.dice.below(2) as i64 + if note.pan > 0.0 { 2 } else { 0 };
        self.notes.push(note);
    }

    fn note(&self, part: &Part, instrument: Instrument, bar: usize, hit: &Hit, midi: &[i32]) -> Note {
        let at = self.time(bar, hit.step);
        let end = self.time(bar + (hit.step + hit.length) / STEPS, (hit.step + hit.length) % STEPS);
        Note {
            instrument,
            at,
            length: if midi.is_empty() { 0.0 } else { ((end - at) * 96.0).round() / 100.0 },
            pitches: midi.iter().map(|&note| hertz(note)).collect(),
            level: part.level,
            pan: 0.0,
            room: self.style.room,
            echo: 0.0,
            take: 0,
        }
    }

    fn chords(&mut self) {
        let part = &self.style.chords;
        let instrument = self.dice.pick(part.instruments);
        let patterns = [self.dice.pick(part.bars), self.dice.pick(part.bars)];
        for bar in 0..self.bars {
            let pattern = patterns[usize::from(bar / 4 % 4 == 2)];
            for hit in hits(pattern) {
                let voicing = self.chord(bar, hit.step).voicing(part.centre);
                let midi = match hit.sign.to_digit(10) {
                    Some(index) => vec![broken(&voicing, index as usize)],
                    None => voicing,
                };
                let mut note = self.note(part, instrument, bar, &hit, &midi);
                note.level *= if hit.step % 8 == 0 { 1.0 } else { 0.86 };
                if hit.sign.is_ascii_digit() {
                    note.length = (note.length * 250.0).round() / 100.0; // broken chords ring into each other
                    note.level *= 1.35;
                }
                self.place_chord(note);
            }
        }
    }

    /// Guitars are recorded twice, left and right; everything else sits a little to one side.
    fn place_chord(&mut self, mut note: Note) {
        if matches!(note.instrument, Instrument::DistortedGuitar | Instrument::DrivenGuitar) {
            note.level *= 0.72;
            self.push(Note { pan: -0.75, ..note.clone() });
            self.push(Note { pan: 0.75, ..note });
        } else {
            note.pan = -0.25;
            self.push(note);
        }
    }

    fn bass(&mut self) {
        let part = &self.style.bass;
        let instrument = self.dice.pick(part.instruments);
        let patterns = [self.dice.pick(part.bars), self.dice.pick(part.bars)];
        let first = self.intro() / 2;
        for bar in first..self.bars {
            for hit in hits(patterns[bar / 4 % 2]) {
                let chord = self.chord(bar, hit.step);
                let midi = if hit.sign == 'a' {
                    let next = self.chord(bar + 1, 0).bass('1', part.centre);
                    next + self.dice.pick(&[-1, -2, 2])
                } else {
                    chord.bass(hit.sign, part.centre)
                };
                let mut note = self.note(part, instrument, bar, &hit, &[midi]);
                note.room *= 0.25; // low notes blur in a big room
                self.push(note);
            }
        }
    }

    /// Four-bar phrases in the form A A B A; each phrase says its motif, answers it, says it again, and rests.
    fn lead(&mut self) {
        let part = &self.style.lead;
        let verse = self.dice.pick(part.instruments);
        let bridge = self.dice.pick(part.instruments);
        let (a, b) = (Motif::new(part, &mut self.dice), Motif::new(part, &mut self.dice));
        let mut position = part.centre;
        for bar in self.intro()..self.bars {
            let (phrase, place) = ((bar - self.intro()) / 4 % 4, (bar - self.intro()) % 4);
            let (motif, instrument, lift) = if phrase == 2 { (&b, bridge, 3) } else { (&a, verse, 0) };
            let (pattern, steps) = match place {
                1 => (motif.answer, &motif.answer_steps),
                3 => ("x---x-----------", &motif.answer_steps),
                _ => (motif.say, &motif.say_steps),
            };
            let goal = part.centre + lift + [0, 2, 3, 0][place];
            for (index, hit) in hits(pattern).into_iter().enumerate() {
                let chord = self.chord(bar, hit.step);
                position =
                    step_to(&harmony::palette(&self.scale, &chord, part.centre), position, steps[index % steps.len()]);
                if index == 0 || hit.step % 8 == 0 {
                    let pull = if index == 0 { (position + goal) / 2 } else { position };
                    position = chord_tone(&chord, pull, part.centre);
                }
                let mut note = self.note(part, instrument, bar, &hit, &[position]);
                note.pan = 0.18;
                note.echo = 0.22;
                note.level *= if hit.step % 4 == 0 { 1.0 } else { 0.84 };
                self.push(note);
            }
        }
    }

    fn drums(&mut self) {
        for &(drum, level, pan, patterns) in self.style.drums {
            let pattern = self.dice.pick(patterns);
            let is_beat = matches!(drum, Instrument::Kick | Instrument::Snare | Instrument::Clap | Instrument::Conga);
            for bar in 0..self.bars {
                if is_beat && (bar < self.intro() / 2 || self.is_break(bar)) {
                    continue;
                }
                for hit in hits(pattern) {
                    let part = Part { instruments: &[], level, centre: 0, bars: &[] };
                    let mut note = self.note(&part, drum, bar, &hit, &[]);
                    note.level *= if hit.sign == 'o' { 0.5 } else { 1.0 };
                    note.pan = pan;
                    note.room *= if drum == Instrument::Kick { 0.1 } else { 0.7 };
                    self.push(note);
                }
            }
        }
    }
}

/// A rhythm and its way up and down, said and answered.
struct Motif {
    say: &'static str,
    answer: &'static str,
    say_steps: Vec<i32>,
    answer_steps: Vec<i32>,
}

impl Motif {
    fn new(part: &Part, dice: &mut Dice) -> Self {
        let mut walk =
            |drift: i32| (0..8).map(|_| dice.pick(&[-2, -1, -1, 0, 1, 1, 1, 2, drift, drift, -1, 3])).collect();
        let (say_steps, answer_steps) = (walk(1), walk(-1));
        Self { say: dice.pick(part.bars), answer: dice.pick(part.bars), say_steps, answer_steps }
    }
}

/// One strike in a bar.
struct Hit {
    step: usize,
    /// In steps.
    length: usize,
    sign: char,
}

fn hits(pattern: &str) -> Vec<Hit> {
    let signs: Vec<char> = pattern.chars().collect();
    (0..signs.len())
        .filter(|&step| !matches!(signs[step], '.' | '-'))
        .map(|step| {
            let held = signs[step + 1..].iter().take_while(|sign| **sign == '-').count();
            Hit { step, length: 1 + held, sign: signs[step] }
        })
        .collect()
}

/// The n-th note of a broken chord; past the top it goes on an octave higher.
fn broken(voicing: &[i32], index: usize) -> i32 {
    voicing[index % voicing.len()] + 12 * (index / voicing.len()) as i32
}

/// The note `steps` places from the one nearest to `from`, turned back at the ends.
fn step_to(palette: &[i32], from: i32, steps: i32) -> i32 {
    let here = (0..palette.len()).min_by_key(|&i| (palette[i] - from).abs()).unwrap_or(0) as i32;
    let top = palette.len() as i32 - 1;
    let there = if (0..=top).contains(&(here + steps)) { here + steps } else { here - steps };
    palette.get(there.clamp(0, top.max(0)) as usize).copied().unwrap_or(from)
}

fn chord_tone(chord: &Chord, near: i32, centre: i32) -> i32 {
    let note = chord.tones.iter().map(|&tone| harmony::nearest(tone, near)).min_by_key(|note| (note - near).abs());
    let note = note.unwrap_or(near);
    // Never out of the instrument's comfortable range.
    if note > centre + 12 {
        note - 12
    } else if note < centre - 12 {
        note + 12
    } else {
        note
    }
}

fn hertz(midi: i32) -> f32 {
    440.0 * ((midi - 69) as f32 / 12.0).exp2()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tune::style;

    #[test]
    fn rhythms_are_read_with_their_lengths() {
        let read: Vec<_> = hits("x--.1-..").iter().map(|h| (h.step, h.length, h.sign)).collect();
        assert_eq!(read, [(0, 3, 'x'), (4, 2, '1')]);
    }

    #[test]
    fn a_tune_has_a_melody_that_moves_in_a_singable_range() {
        for track in 0..40 {
            let score = write(style::of("Pop"), track, 40.0);
            let lead: Vec<f32> = score.notes.iter().filter(|n| n.echo > 0.0).map(|n| n.pitches[0]).collect();
            let (low, high) = lead.iter().fold((f32::MAX, 0.0_f32), |(l, h), &f| (l.min(f), h.max(f)));
            assert!(lead.len() > 30 && high / low > 1.3 && high / low <= 4.2, "{} {low} {high}", lead.len());
        }
    }

    #[test]
    fn one_bar_is_enough_for_everything() {
        let score = write(style::of("Rock"), 1, 1.0);
        assert!(score.notes.iter().any(|n| n.at < 0.01 && !n.pitches.is_empty()));
    }
}
