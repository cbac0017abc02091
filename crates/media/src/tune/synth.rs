//! Instruments: each turns a note into mono sound with a peak near 1.

use super::score::Note;
use super::timbre::{self, Breath, Partials, Saw};
use crate::pcm::SAMPLE_RATE;
use crate::random::Dice;
use std::f32::consts::TAU;

const RATE: f32 = SAMPLE_RATE as f32;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Instrument {
    Accordion,
    Brush,
    ChopGuitar,
    Clap,
    CleanGuitar,
    Conga,
    DistortedGuitar,
    DrivenGuitar,
    ElectricBass,
    ElectricPiano,
    Flute,
    Harmonica,
    Harp,
    Hat,
    Horn,
    Kick,
    LeadGuitar,
    Melodica,
    NylonGuitar,
    Oboe,
    Organ,
    Piano,
    PluckSynth,
    Ride,
    Rim,
    SawPad,
    Sax,
    Shaker,
    Snare,
    SquareLead,
    Stab,
    Strings,
    SubBass,
    SynthBass,
    Timpani,
    Trumpet,
    UprightBass,
    Vibes,
    Violin,
    Whistle,
}

/// Plays a note from the moment it is struck until it has died away.
pub(super) fn play(note: &Note) -> Vec<f32> {
    use Instrument::*;
    let mut dice = Dice::new("note", note.take);
    let held = note.length.max(0.02);
    let mut out = Vec::new();
    match note.instrument {
        Kick | Conga | Timpani | Rim => drum_skin(note.instrument, &mut dice, &mut out),
        Snare | Clap | Brush => drum_noise(note.instrument, &mut dice, &mut out),
        Hat | Ride | Shaker => metal(note.instrument, &mut dice, &mut out),
        instrument => {
            let share = 1.0 / (note.pitches.len().max(1) as f32).sqrt();
            for &pitch in &note.pitches {
                // Nobody presses all keys of a chord in the same instant.
                let delay = if note.pitches.len() > 1 { (dice.unit() * 0.006 * RATE) as usize } else { 0 };
                voice(instrument, pitch, held, share, delay, &mut dice, &mut out);
            }
        }
    }
    match note.instrument {
        DistortedGuitar => amplify(&mut out, 14.0, 3_600.0),
        DrivenGuitar => amplify(&mut out, 5.0, 4_200.0),
        LeadGuitar => amplify(&mut out, 4.0, 3_800.0),
        _ => {}
    }
    out
}

fn voice(instrument: Instrument, pitch: f32, held: f32, level: f32, delay: usize, dice: &mut Dice, out: &mut Vec<f32>) {
    use Instrument::*;
    match instrument {
        DistortedGuitar => add(out, delay, level, plucked(pitch, held, 0.05, 0.9, 5.0, dice)),
        DrivenGuitar | LeadGuitar => add(out, delay, level, plucked(pitch, held, 0.12, 0.8, 5.0, dice)),
        CleanGuitar => add(out, delay, level, plucked(pitch, held, 0.25, 0.55, 3.0, dice)),
        NylonGuitar => add(out, delay, level, plucked(pitch, held, 0.30, 0.28, 2.2, dice)),
        Harp => add(out, delay, level, plucked(pitch, held + 0.6, 0.5, 0.4, 2.4, dice)),
        ChopGuitar => add(out, delay, level, plucked(pitch, held.min(0.09), 0.05, 0.6, 1.0, dice)),
        ElectricBass => add(out, delay, level, plucked(pitch, held, 0.06, 0.35, 2.6, dice)),
        UprightBass => add(out, delay, level, plucked(pitch, held, 0.12, 0.12, 1.8, dice)),
        Piano => add(out, delay, level, struck(pitch, held, timbre::PIANO, 0.25)),
        ElectricPiano => add(out, delay, level, struck(pitch, held, timbre::ELECTRIC_PIANO, 0.2)),
        Vibes => add(out, delay, level, struck(pitch, held + 0.8, timbre::VIBES, 0.5)),
        PluckSynth => add(out, delay, level, saws(pitch, held, &timbre::PLUCK_SYNTH, dice)),
        SynthBass => add(out, delay, level, saws(pitch, held, &timbre::SYNTH_BASS, dice)),
        SawPad => add(out, delay, level, saws(pitch, held, &timbre::SAW_PAD, dice)),
        Stab => add(out, delay, level, saws(pitch, held, &timbre::STAB, dice)),
        Strings => add(out, delay, level, saws(pitch, held, &timbre::STRINGS, dice)),
        Violin => add(out, delay, level, saws(pitch, held, &timbre::VIOLIN, dice)),
        Sax => add(out, delay, level, saws(pitch, held, &timbre::SAX, dice)),
        Trumpet => add(out, delay, level, saws(pitch, held, &timbre::TRUMPET, dice)),
        Horn => add(out, delay, level, saws(pitch, held, &timbre::HORN, dice)),
        SubBass => add(out, delay, level, blown(pitch, held, &timbre::SUB_BASS, dice)),
        Organ => add(out, delay, level, blown(pitch, held, &timbre::ORGAN, dice)),
        Flute => add(out, delay, level, blown(pitch, held, &timbre::FLUTE, dice)),
        Whistle => add(out, delay, level, blown(pitch, held, &timbre::WHISTLE, dice)),
        Oboe => add(out, delay, level, blown(pitch, held, &timbre::OBOE, dice)),
        Harmonica => add(out, delay, level, blown(pitch, held, &timbre::HARMONICA, dice)),
        Accordion => add(out, delay, level, blown(pitch, held, &timbre::ACCORDION, dice)),
        Melodica => add(out, delay, level, blown(pitch, held, &timbre::MELODICA, dice)),
        SquareLead => add(out, delay, level, blown(pitch, held, &timbre::SQUARE, dice)),
        _ => {}
    }
}

fn add(out: &mut Vec<f32>, delay: usize, level: f32, sound: impl Iterator<Item = f32>) {
    let end = delay + sound.size_hint().0;
    if out.len() < end {
        out.resize(end, 0.0);
    }
    for (to, sample) in out[delay..].iter_mut().zip(sound) {
        *to += sample * level;
    }
}

/// A string after Karplus and Strong: noise running round a loop that dulls it.
/// `bright` 0..1 is the pick's hardness, `ring` the seconds until it has died away.
fn plucked(
    pitch: f32,
    held: f32,
    release: f32,
    bright: f32,
    ring: f32,
    dice: &mut Dice,
) -> impl Iterator<Item = f32> + use<> {
    let period = RATE / pitch;
    let size = ((period - 0.5) as usize).max(2);
    // What the whole samples and the averaging leave over, an all-pass filter adds: else it is out of tune.
    let rest = (period - 0.5 - size as f32).clamp(0.02, 0.98);
    let tune = (1.0 - rest) / (1.0 + rest);
    let mut string: Vec<f32> = (0..size).map(|_| dice.between(-1.0, 1.0)).collect();
    for _ in 0..2 {
        let mut last = string[size - 1];
        for sample in &mut string {
            last += (*sample - last) * (0.15 + 0.85 * bright);
            *sample = last;
        }
    }
    // Picked at a seventh of its length, a string has no seventh overtone.
    let pick = (size / 7).max(1);
    let comb: Vec<f32> = (0..size).map(|i| string[i] - 0.7 * string[(i + size - pick) % size]).collect();
    let mean = comb.iter().sum::<f32>() / size as f32;
    let peak = comb.iter().fold(0.1_f32, |peak, s| peak.max((s - mean).abs()));
    string = comb.iter().map(|s| (s - mean) / peak).collect();

    let loss = 0.001_f32.powf(period / RATE / ring.max(0.1));
    let (mut at, mut last, mut before, mut passed) = (0, 0.0_f32, 0.0_f32, 0.0_f32);
    let soften = 0.5 - 0.3 * bright;
    ringing(held, release).map(move |gain| {
        let now = string[at];
        let dull = (now * (1.0 - soften) + last * soften) * loss;
        last = now;
        passed = tune * (dull - passed) + before;
        before = dull;
        string[at] = passed;
        at = (at + 1) % size;
        now * gain
    })
}

fn struck(pitch: f32, held: f32, partials: Partials, release: f32) -> impl Iterator<Item = f32> {
    // Low strings ring longer.
    let longer = (262.0 / pitch).powf(0.6).clamp(0.3, 2.5);
    let mut tones: Vec<Rotor> = partials
        .iter()
        .filter(|(ratio, _, _)| ratio * pitch < RATE * 0.45)
        .map(|(ratio, level, ring)| Rotor::new(ratio * pitch, *level, ring * longer))
        .collect();
    ringing(held, release).map(move |gain| tones.iter_mut().map(Rotor::next).sum::<f32>() * gain)
}

/// A sine that dies away, without asking for a sine each time: a point turned on a shrinking circle.
struct Rotor {
    x: f32,
    y: f32,
    cos: f32,
    sin: f32,
}

impl Rotor {
    fn new(pitch: f32, level: f32, ring: f32) -> Self {
        let loss = 0.001_f32.powf(1.0 / (ring * RATE));
        let (sin, cos) = (TAU * pitch / RATE).sin_cos();
        Self { x: level, y: 0.0, cos: cos * loss, sin: sin * loss }
    }

    fn next(&mut self) -> f32 {
        let x = self.x * self.cos - self.y * self.sin;
        self.y = self.x * self.sin + self.y * self.cos;
        self.x = x;
        self.y
    }
}

fn blown(pitch: f32, held: f32, breath: &'static Breath, dice: &mut Dice) -> impl Iterator<Item = f32> + use<> {
    const SIZE: usize = 1024;
    let wave: Vec<f32> = (0..=SIZE)
        .map(|i| {
            let angle = TAU * (i % SIZE) as f32 / SIZE as f32;
            let audible = (1..).zip(breath.harmonics).take_while(|(n, _)| *n as f32 * pitch < RATE * 0.45);
            audible.map(|(n, level)| level * (angle * n as f32).sin()).sum()
        })
        .collect();
    let mut noise = Noise::new(dice);
    let (mut phase, mut t, mut air) = (dice.unit(), 0.0_f32, 0.0_f32);
    let attack = breath.attack;
    ringing(held, breath.release).map(move |gain| {
        t += 1.0 / RATE;
        let cents = breath.vibrato * (t * 2.2).min(1.0) * triangle(t * 5.2);
        phase += pitch / RATE * (1.0 + cents * 0.000_577_8);
        phase -= phase.floor();
        let place = phase * SIZE as f32;
        let index = place as usize;
        let tone = wave[index] + (wave[index + 1] - wave[index]) * (place - index as f32);
        air += (noise.next() - air) * 0.35;
        (tone + air * breath.noise * 4.0) * gain * (t / attack).min(1.0)
    })
}

fn saws(pitch: f32, held: f32, saw: &'static Saw, dice: &mut Dice) -> impl Iterator<Item = f32> + use<> {
    let mut voices: Vec<(f32, f32)> = (0..saw.voices)
        .map(|i| {
            let place = if saw.voices > 1 { i as f32 / (saw.voices - 1) as f32 - 0.5 } else { 0.0 };
            (dice.unit(), pitch / RATE * (place * saw.detune / 1200.0).exp2())
        })
        .collect();
    let share = 0.8 / (saw.voices as f32).sqrt();
    let (mut low, mut band, mut t, mut open) = (0.0_f32, 0.0_f32, 0.0_f32, 1.0_f32);
    let closing = (-1.0 / (saw.close * RATE)).exp();
    ringing(held, saw.release).map(move |gain| {
        t += 1.0 / RATE;
        let bend = 1.0 + saw.vibrato * (t * 2.0).min(1.0) * triangle(t * 5.4) * 0.000_577_8;
        let mut sum = 0.0;
        for (phase, step) in &mut voices {
            let step = *step * bend;
            *phase += step;
            if *phase >= 1.0 {
                *phase -= 1.0;
            }
            sum += 2.0 * *phase - 1.0 - round_corner(*phase, step);
        }
        open *= closing;
        // Chamberlin's filter, which is stable up to a sixth of the sample rate.
        let cutoff = (pitch * (saw.dark + (saw.bright - saw.dark) * open)).clamp(120.0, 7_000.0);
        let f = 2.0 * (TAU * 0.5 * cutoff / RATE).sin();
        low += f * band;
        band += f * (sum * share - low - 1.1 * band);
        low * gain * (t / saw.attack).min(1.0)
    })
}

/// What a band-limited saw has less than a mathematical one, at its jump (polyBLEP).
fn round_corner(phase: f32, step: f32) -> f32 {
    if phase < step {
        let x = phase / step;
        x + x - x * x - 1.0
    } else if phase > 1.0 - step {
        let x = (phase - 1.0) / step;
        x * x + x + x + 1.0
    } else {
        0.0
    }
}

/// Loudness of a held, then released note, until it is inaudible.
fn ringing(held: f32, release: f32) -> impl Iterator<Item = f32> {
    let hold = (held * RATE) as usize;
    let tail = (release * 1.6 * RATE) as usize;
    let loss = 0.01_f32.powf(1.0 / (release.max(0.01) * RATE));
    let mut gain = 1.0;
    (0..hold + tail).map(move |i| {
        if i >= hold {
            gain *= loss;
        }
        gain
    })
}

/// -1..1, once a unit of `t`; for vibrato good enough, and quick.
fn triangle(t: f32) -> f32 {
    let place = t - t.floor();
    4.0 * (place - 0.5).abs() - 1.0
}

struct Noise(u32);

impl Noise {
    fn new(dice: &mut Dice) -> Self {
        Self(dice.next() as u32 | 1)
    }

    fn next(&mut self) -> f32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0 as f32 / (u32::MAX / 2) as f32 - 1.0
    }
}

/// A valve amplifier and its loudspeaker: overdrive, then nothing below 90 Hz or far above `top`.
fn amplify(sound: &mut [f32], drive: f32, top: f32) {
    let smooth = 1.0 - (-TAU * top / RATE).exp();
    let rumble = 1.0 - (-TAU * 90.0 / RATE).exp();
    let (mut a, mut b, mut c, mut low) = (0.0_f32, 0.0_f32, 0.0_f32, 0.0_f32);
    for sample in sound {
        let x = *sample * drive;
        let hot = x / (1.0 + x.abs()) + 0.08 * x / (1.0 + x * x);
        a += (hot - a) * smooth;
        b += (a - b) * smooth;
        c += (b - c) * smooth;
        low += (c - low) * rumble;
        *sample = c - low;
    }
}

/// Skins and wood: a tone that falls in pitch.
fn drum_skin(drum: Instrument, dice: &mut Dice, out: &mut Vec<f32>) {
    let (from, to, fall, ring, click) = match drum {
        Instrument::Kick => (170.0, 48.0, 0.028, 0.30, 0.25),
        Instrument::Conga => (dice.pick(&[260.0, 205.0]), 190.0, 0.05, 0.28, 0.2),
        Instrument::Timpani => (92.0, 82.0, 0.2, 1.6, 0.15),
        _ => (1_720.0, 1_660.0, 0.01, 0.05, 0.4), // the rim of a snare drum
    };
    let mut noise = Noise::new(dice);
    let loss = 0.001_f32.powf(1.0 / (ring * RATE));
    let (mut phase, mut gain) = (0.0_f32, 1.0_f32);
    for i in 0..(ring * 1.1 * RATE) as usize {
        let t = i as f32 / RATE;
        phase += (to + (from - to) * (-t / fall).exp()) / RATE;
        gain *= loss;
        let knock = noise.next() * click * (-t * 420.0).exp();
        out.push((TAU * phase).sin() * gain * (t * 900.0).min(1.0) + knock);
    }
}

/// Snares, hands, brushes: noise in a band, on a short tone or without.
fn drum_noise(drum: Instrument, dice: &mut Dice, out: &mut Vec<f32>) {
    let (tone, ring, low_cut, high_cut) = match drum {
        Instrument::Snare => (0.5, 0.20, 1_100.0, 8_500.0),
        Instrument::Clap => (0.0, 0.18, 900.0, 5_000.0),
        _ => (0.08, 0.16, 1_800.0, 6_500.0),
    };
    let mut noise = Noise::new(dice);
    let (keep_low, keep_high) = (1.0 - (-TAU * low_cut / RATE).exp(), 1.0 - (-TAU * high_cut / RATE).exp());
    let (mut low, mut high) = (0.0_f32, 0.0_f32);
    for i in 0..(ring * 1.5 * RATE) as usize {
        let t = i as f32 / RATE;
        high += (noise.next() - high) * keep_high;
        low += (high - low) * keep_low;
        let mut gain = (-t * 5.5 / ring).exp();
        if drum == Instrument::Clap && t < 0.03 {
            gain = (-(t % 0.01) * 260.0).exp(); // several hands are never together
        }
        let skin = (TAU * 188.0 * t).sin() * (-t * 32.0).exp() * tone;
        out.push((high - low) * 1.3 * gain * (t * 2_000.0).min(1.0) + skin);
    }
}

/// Cymbals and shakers: bright noise, for a cymbal with the beating of many overtones.
fn metal(drum: Instrument, dice: &mut Dice, out: &mut Vec<f32>) {
    let (ring, body, slow) = match drum {
        Instrument::Hat => (0.06, 0.35, 3_000.0),
        Instrument::Ride => (0.55, 0.35, 3_000.0),
        _ => (0.055, 0.0, 160.0),
    };
    let mut noise = Noise::new(dice);
    // Struck a little elsewhere each time, so that no pitch stands out.
    let mut overtones = [3_170.0_f32, 3_911.0, 4_703.0, 5_623.0, 6_871.0, 8_017.0]
        .map(|pitch| Rotor::new(pitch * dice.between(0.96, 1.04), 0.2, 2.0));
    let (mut low, mut lower) = (0.0_f32, 0.0_f32);
    for i in 0..(ring * 1.6 * RATE) as usize {
        let t = i as f32 / RATE;
        let hiss = noise.next();
        low += (hiss - low) * 0.6;
        lower += (low - lower) * 0.6;
        let ringing: f32 = overtones.iter_mut().map(Rotor::next).sum();
        let gain = (-t * 5.0 / ring).exp() * (t * slow).min(1.0);
        out.push(((hiss - lower) * (1.0 - body * 0.5) + ringing * body) * gain);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pitch of a sound's steady part, by the distance at which it repeats itself best.
    fn pitch_of(sound: &[f32], near: f32) -> f32 {
        let part = &sound[8_000..];
        let likeness = |lag: f32| {
            let (whole, rest) = (lag as usize, lag.fract());
            let pairs = part.iter().zip(part[whole..].iter().zip(&part[whole + 1..])).take(9_000);
            let (mut product, mut power) = (0.0_f64, 0.0_f64);
            for (a, (b, next)) in pairs {
                let b = b + (next - b) * rest;
                product += f64::from(a * b);
                power += f64::from(b * b);
            }
            product / power.sqrt()
        };
        let lags = (-200..=200).map(|step| RATE / near * (1.0 + step as f32 * 0.000_2));
        let best = lags.map(|lag| (likeness(lag), lag)).fold((f64::MIN, 0.0), |a, b| if b.0 > a.0 { b } else { a });
        RATE / best.1
    }

    #[test]
    fn every_instrument_is_in_tune() {
        use Instrument::*;
        for instrument in [
            Accordion,
            CleanGuitar,
            DistortedGuitar,
            ElectricBass,
            ElectricPiano,
            Flute,
            Harp,
            Horn,
            LeadGuitar,
            NylonGuitar,
            Organ,
            Piano,
            Sax,
            Strings,
            SynthBass,
            UprightBass,
            Vibes,
            Violin,
        ] {
            for wanted in [110.0, 261.63, 523.25] {
                let note = Note {
                    instrument,
                    at: 0.0,
                    length: 0.8,
                    pitches: vec![wanted],
                    level: 1.0,
                    pan: 0.0,
                    room: 0.0,
                    echo: 0.0,
                    take: 3,
                };
                let sound = play(&note);
                let cents = 1200.0 * (pitch_of(&sound, wanted) / wanted).log2();
                assert!(cents.abs() < 14.0, "{instrument:?} at {wanted} Hz is {cents} cents off");
            }
        }
    }
}
