//! Sound in memory: 16 bit, 44.1 kHz, stereo.

/// Frames a second in everything this crate makes.
pub const SAMPLE_RATE: u32 = 44_100;

/// Channels in everything this crate makes.
pub const CHANNELS: usize = 2;

/// Stereo sound, 16 bit at [`SAMPLE_RATE`], left and right alternating.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pcm {
    samples: Vec<i16>,
}

impl Pcm {
    /// Takes interleaved samples; a trailing half frame is dropped.
    pub fn from_interleaved(mut samples: Vec<i16>) -> Self {
        samples.truncate(samples.len() / CHANNELS * CHANNELS);
        Self { samples }
    }

    /// Interleaved samples: left, right, left, right…
    pub fn samples(&self) -> &[i16] {
        &self.samples
    }

    /// Samples of each channel.
    pub fn frames(&self) -> usize {
        self.samples.len() / CHANNELS
    }

    /// Length in whole milliseconds, rounded down.
    pub fn duration_ms(&self) -> u64 {
        self.frames() as u64 * 1000 / u64::from(SAMPLE_RATE)
    }

    /// The loudest sample (0..=255) of each of `bars` equal parts: what a player draws as a wave.
    pub fn waveform(&self, bars: usize) -> Vec<u8> {
        let frames = self.frames();
        (0..bars)
            .map(|bar| {
                let part = &self.samples[bar * frames / bars * CHANNELS..(bar + 1) * frames / bars * CHANNELS];
                part.iter().map(|s| s.unsigned_abs() / 129).max().unwrap_or(0).min(255) as u8
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_waveform_follows_the_loudness() {
        let mut samples = vec![0_i16; 4_000];
        samples[2_000..].fill(-32_768);
        let wave = Pcm::from_interleaved(samples).waveform(4);
        assert_eq!(wave, [0, 0, 254, 254]);
        assert_eq!(Pcm::from_interleaved(vec![1, 2, 3]).waveform(200).len(), 200);
        assert_eq!(Pcm::from_interleaved(vec![1, 2, 3]).frames(), 1);
    }
}
