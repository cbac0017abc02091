//! The desk: places notes in stereo, adds room and echo, brings the whole to one loudness.

use super::score::Note;
use crate::pcm::{Pcm, SAMPLE_RATE};

const RATE: f32 = SAMPLE_RATE as f32;

/// Loudness every tune is brought to (root mean square of full scale): about -17 dB.
const LOUDNESS: f32 = 0.14;

/// Nothing is louder than this: -1 dB, so that no encoder or resampler clips.
const CEILING: f32 = 0.89;

pub(super) struct Mixer {
    frames: usize,
    left: Vec<f32>,
    right: Vec<f32>,
    room: Vec<f32>,
    echo: Vec<f32>,
    beat_s: f32,
}

impl Mixer {
    pub(super) fn new(frames: usize, beat_s: f32) -> Self {
        let empty = || vec![0.0; frames];
        Self { frames, left: empty(), right: empty(), room: empty(), echo: empty(), beat_s }
    }

    pub(super) fn add(&mut self, note: &Note, sound: &[f32]) {
        let start = (note.at * RATE) as usize;
        if start >= self.frames {
            return;
        }
        let angle = (note.pan + 1.0) * std::f32::consts::FRAC_PI_4;
        let (right, left) = angle.sin_cos();
        let (left, right) = (left * note.level, right * note.level);
        let (room, echo) = (note.room * note.level, note.echo * note.level);
        let length = sound.len().min(self.frames - start);
        let end = start + length;
        for (to, from) in self.left[start..end].iter_mut().zip(sound) {
            *to += from * left;
        }
        for (to, from) in self.right[start..end].iter_mut().zip(sound) {
            *to += from * right;
        }
        for (to, from) in self.room[start..end].iter_mut().zip(sound) {
            *to += from * room;
        }
        if echo > 0.0 {
            for (to, from) in self.echo[start..end].iter_mut().zip(sound) {
                *to += from * echo;
            }
        }
    }

    pub(super) fn finish(mut self) -> Pcm {
        self.add_echo();
        self.add_room();
        let gain = self.gain();
        let (rise, fall) = (SAMPLE_RATE as usize / 200, self.fade_out());
        let mut samples = Vec::with_capacity(self.frames * 2);
        for i in 0..self.frames {
            let from_end = self.frames - 1 - i;
            let fade = (i as f32 / rise as f32).min(from_end as f32 / fall as f32).min(1.0);
            for side in [self.left[i], self.right[i]] {
                samples.push((limit(side * gain) * fade * 32_767.0) as i16);
            }
        }
        Pcm::from_interleaved(samples)
    }

    /// Three seconds, or a quarter of a short tune.
    fn fade_out(&self) -> usize {
        (self.frames / 4).clamp(1, 3 * SAMPLE_RATE as usize)
    }

    fn gain(&self) -> f32 {
        let power: f64 = self.left.iter().chain(&self.right).map(|s| f64::from(s * s)).sum();
        let rms = (power / (self.frames.max(1) * 2) as f64).sqrt() as f32;
        LOUDNESS / rms.max(1e-4)
    }

    /// Echoes a dotted eighth later, from side to side, each darker than the last.
    fn add_echo(&mut self) {
        let delay = ((self.beat_s * 0.75 * RATE) as usize).max(1);
        let mut dull = 0.0;
        for i in delay..self.frames {
            dull += (self.echo[i - delay] - dull) * 0.4;
            self.echo[i] += dull * 0.42;
            let side = if (i / delay).is_multiple_of(2) { &mut self.left } else { &mut self.right };
            side[i] += dull;
            self.room[i] += dull * 0.2;
        }
    }

    /// A small hall after Schroeder and Moorer: combs for the walls, all-passes to blur them.
    fn add_room(&mut self) {
        for (side, combs, passes) in [
            (&mut self.left, [1_557, 1_617, 1_491, 1_422], [225, 556]),
            (&mut self.right, [1_580, 1_640, 1_514, 1_445], [248, 579]),
        ] {
            let mut walls = combs.map(|size| Delay::new(size * 5 / 4));
            let mut blur = passes.map(Delay::new);
            for (out, input) in side.iter_mut().zip(&self.room) {
                let wet: f32 = walls.iter_mut().map(|wall| wall.comb(input * 0.35)).sum();
                *out += blur.iter_mut().fold(wet, |sound, pass| pass.all_pass(sound));
            }
        }
    }
}

struct Delay {
    line: Vec<f32>,
    at: usize,
    dull: f32,
}

impl Delay {
    fn new(size: usize) -> Self {
        Self { line: vec![0.0; size], at: 0, dull: 0.0 }
    }

    fn swap(&mut self, input: f32) {
        self.line[self.at] = input;
        self.at += 1;
        if self.at == self.line.len() {
            self.at = 0;
        }
    }

    fn comb(&mut self, input: f32) -> f32 {
        let out = self.line[self.at];
        self.dull += (out - self.dull) * 0.65;
        self.swap(input + self.dull * 0.84);
        out
    }

    fn all_pass(&mut self, input: f32) -> f32 {
        let out = self.line[self.at];
        self.swap(input + out * 0.5);
        out - input * 0.5
    }
}

/// Straight up to half the ceiling, then ever softer: louder never means broken.
fn limit(x: f32) -> f32 {
    let knee = CEILING * 0.5;
    let over = x.abs() - knee;
    if over <= 0.0 {
        return x;
    }
    (knee + knee * over / (over + knee)).copysign(x)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limiter_is_straight_below_and_never_passes_the_ceiling() {
        assert!((limit(0.2) - 0.2).abs() < 1e-6);
        assert!(limit(0.6) < 0.6 && limit(0.6) > 0.44);
        assert!(limit(1e6) <= CEILING && limit(-1e6) >= -CEILING);
    }
}
