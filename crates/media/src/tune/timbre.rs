//! What struck, blown and sawn instruments are made of, as data.

/// Overtones of something struck: ratio to the pitch, loudness, seconds until it has died away at 262 Hz.
pub(super) type Partials = &'static [(f32, f32, f32)];

pub(super) const PIANO: Partials = &[
    (1.0, 0.60, 3.2), (2.001, 0.34, 2.2), (3.004, 0.20, 1.6), (4.01, 0.13, 1.1), (5.02, 0.08, 0.8), (6.03, 0.05, 0.6), (7.05, 0.035, 0.4), (9.1, 0.02, 0.2),
];
pub(super) const ELECTRIC_PIANO: Partials = &[(1.0, 0.75, 3.0), (2.0, 0.16, 1.8), (3.0, 0.08, 1.0), (4.01, 0.05, 0.7), (14.0, 0.09, 0.16), (7.0, 0.05, 0.25)];
pub(super) const VIBES: Partials = &[(1.0, 0.8, 2.8), (3.98, 0.22, 0.9), (9.9, 0.06, 0.2)];

/// How a reed, pipe or synthesiser speaks.
pub(super) struct Breath {
    /// Loudness of the overtones, from the fundamental on.
    pub(super) harmonics: &'static [f32],
    pub(super) attack: f32,
    pub(super) release: f32,
    /// Depth of the vibrato in cents, which sets in late.
    pub(super) vibrato: f32,
    pub(super) noise: f32,
}

pub(super) const FLUTE: Breath = Breath { harmonics: &[0.8, 0.22, 0.08, 0.03], attack: 0.06, release: 0.10, vibrato: 12.0, noise: 0.035 };
pub(super) const WHISTLE: Breath = Breath { harmonics: &[0.9, 0.06, 0.03], attack: 0.04, release: 0.08, vibrato: 16.0, noise: 0.025 };
pub(super) const OBOE: Breath = Breath { harmonics: &[0.35, 0.42, 0.5, 0.25, 0.16, 0.1, 0.06], attack: 0.05, release: 0.08, vibrato: 10.0, noise: 0.006 };
pub(super) const HARMONICA: Breath = Breath { harmonics: &[0.45, 0.35, 0.30, 0.26, 0.2, 0.14, 0.1, 0.06], attack: 0.03, release: 0.07, vibrato: 18.0, noise: 0.02 };
pub(super) const ACCORDION: Breath = Breath { harmonics: &[0.5, 0.35, 0.25, 0.2, 0.12, 0.1, 0.06], attack: 0.03, release: 0.08, vibrato: 7.0, noise: 0.004 };
pub(super) const MELODICA: Breath = Breath { harmonics: &[0.55, 0.2, 0.3, 0.12, 0.14, 0.06], attack: 0.03, release: 0.07, vibrato: 10.0, noise: 0.01 };
pub(super) const ORGAN: Breath = Breath { harmonics: &[0.5, 0.42, 0.3, 0.16, 0.0, 0.1, 0.0, 0.1], attack: 0.008, release: 0.05, vibrato: 8.0, noise: 0.004 };
pub(super) const SQUARE: Breath = Breath { harmonics: &[0.7, 0.05, 0.22, 0.03, 0.11, 0.0, 0.06, 0.0, 0.03], attack: 0.012, release: 0.12, vibrato: 9.0, noise: 0.0 };
pub(super) const SUB_BASS: Breath = Breath { harmonics: &[0.95, 0.16, 0.08, 0.04], attack: 0.01, release: 0.12, vibrato: 0.0, noise: 0.0 };

/// Bowed, brass and synthetic sounds: saws, detuned against each other, through a filter that opens.
pub(super) struct Saw {
    pub(super) voices: usize,
    /// Cents between the outermost voices.
    pub(super) detune: f32,
    pub(super) attack: f32,
    pub(super) release: f32,
    /// Filter at rest and when struck, as multiples of the pitch; seconds to close again.
    pub(super) dark: f32,
    pub(super) bright: f32,
    pub(super) close: f32,
    pub(super) vibrato: f32,
}

pub(super) const STRINGS: Saw = Saw { voices: 3, detune: 16.0, attack: 0.22, release: 0.35, dark: 5.0, bright: 6.0, close: 1.0, vibrato: 7.0 };
pub(super) const VIOLIN: Saw = Saw { voices: 1, detune: 0.0, attack: 0.09, release: 0.14, dark: 5.0, bright: 6.5, close: 0.5, vibrato: 15.0 };
pub(super) const SAX: Saw = Saw { voices: 1, detune: 0.0, attack: 0.035, release: 0.07, dark: 3.2, bright: 6.0, close: 0.25, vibrato: 13.0 };
pub(super) const TRUMPET: Saw = Saw { voices: 1, detune: 0.0, attack: 0.03, release: 0.06, dark: 4.0, bright: 9.0, close: 0.15, vibrato: 9.0 };
pub(super) const HORN: Saw = Saw { voices: 2, detune: 7.0, attack: 0.09, release: 0.18, dark: 2.2, bright: 4.0, close: 0.4, vibrato: 5.0 };
pub(super) const SAW_PAD: Saw = Saw { voices: 3, detune: 22.0, attack: 0.12, release: 0.35, dark: 4.0, bright: 7.0, close: 1.2, vibrato: 2.0 };
pub(super) const STAB: Saw = Saw { voices: 3, detune: 18.0, attack: 0.005, release: 0.16, dark: 2.0, bright: 12.0, close: 0.14, vibrato: 0.0 };
pub(super) const PLUCK_SYNTH: Saw = Saw { voices: 2, detune: 9.0, attack: 0.003, release: 0.25, dark: 1.2, bright: 9.0, close: 0.10, vibrato: 0.0 };
pub(super) const SYNTH_BASS: Saw = Saw { voices: 2, detune: 7.0, attack: 0.005, release: 0.06, dark: 2.5, bright: 9.0, close: 0.12, vibrato: 0.0 };
