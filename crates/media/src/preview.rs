//! The first half minute of a recording as MP3, which every browser plays.

use crate::pcm::{CHANNELS, Pcm, SAMPLE_RATE};
use bytes::Bytes;
use rusty_mp3::{Error, Mp3Encoder, Mp3EncoderConfig};

/// The media type of [`encode`]'s answer (RFC 3003).
pub const CONTENT_TYPE: &str = "audio/mpeg";

/// The longest preview, in milliseconds.
pub const LONGEST_MS: u64 = 30_000;

/// Kilobits a second: transparent enough for a preview, half a megabyte for 30 seconds.
const BITRATE: u32 = 128;

/// A preview could not be encoded: a fault of this program, not of the recording.
#[derive(Debug, thiserror::Error)]
#[error("the MP3 encoder refused a recording of {frames} frames: {reason}")]
pub struct PreviewError {
    frames: usize,
    reason: String,
}

/// Encodes the first [`LONGEST_MS`] of a recording, faded in and out. A shorter recording is
/// encoded whole.
///
/// # Errors
/// [`PreviewError`] when the encoder refuses; no recording that this crate makes does so.
pub fn encode(pcm: &Pcm) -> Result<Bytes, PreviewError> {
    let samples = faded(pcm);
    let failed = |e: Error| PreviewError { frames: pcm.frames(), reason: e.to_string() };
    let mut encoder = Mp3Encoder::new(Mp3EncoderConfig { bitrate_kbps: BITRATE, ..Default::default() });
    encoder.push_pcm_f32(&samples, CHANNELS as u16, SAMPLE_RATE).map_err(failed)?;
    encoder.finish();
    let mut file = Vec::new();
    loop {
        match encoder.next_packet() {
            Ok(packet) => file.extend_from_slice(&packet),
            Err(Error::Again | Error::Eof) => return Ok(Bytes::from(file)),
            Err(e) => return Err(failed(e)),
        }
    }
}

/// Cut to length, as numbers from -1 to 1; 20 ms in, and 2 s out when something was cut off.
fn faded(pcm: &Pcm) -> Vec<f32> {
    let longest = (LONGEST_MS * u64::from(SAMPLE_RATE) / 1000) as usize;
    let frames = pcm.frames().min(longest);
    let rise = (SAMPLE_RATE as usize / 50).min(frames / 4).max(1);
    let is_cut = pcm.frames() > frames;
    let fall = if is_cut { 2 * SAMPLE_RATE as usize } else { rise }.min(frames / 4).max(1);
    let gain = |frame: usize| {
        let in_and_out = (frame as f32 / rise as f32).min((frames - 1 - frame) as f32 / fall as f32);
        in_and_out.min(1.0) / 32_768.0
    };
    let samples = &pcm.samples()[..frames * CHANNELS];
    samples.iter().enumerate().map(|(i, &s)| f32::from(s) * gain(i / CHANNELS)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tune::{TuneSpec, compose};
    use symphonia::core::{audio::SampleBuffer, codecs::DecoderOptions, io::MediaSourceStream, probe::Hint};

    /// Decodes with somebody else's decoder: sample rate, channels, interleaved samples.
    fn decode(file: &Bytes) -> (u32, usize, Vec<f32>) {
        let source = MediaSourceStream::new(Box::new(std::io::Cursor::new(file.clone())), Default::default());
        let probed = symphonia::default::get_probe()
            .format(Hint::new().with_extension("mp3"), source, &Default::default(), &Default::default())
            .expect("an MP3 file");
        let mut format = probed.format;
        let parameters = format.default_track().expect("a track").codec_params.clone();
        let mut decoder =
            symphonia::default::get_codecs().make(&parameters, &DecoderOptions::default()).expect("a decoder");
        let (mut channels, mut samples) = (0, Vec::new());
        while let Ok(packet) = format.next_packet() {
            let sound = decoder.decode(&packet).expect("a whole frame");
            channels = sound.spec().channels.count();
            let mut buffer = SampleBuffer::<f32>::new(sound.capacity() as u64, *sound.spec());
            buffer.copy_interleaved_ref(sound);
            samples.extend_from_slice(buffer.samples());
        }
        (parameters.sample_rate.unwrap_or(0), channels, samples)
    }

    fn rms(samples: &[f32]) -> f32 {
        (samples.iter().map(|s| s * s).sum::<f32>() / samples.len().max(1) as f32).sqrt()
    }

    #[test]
    fn a_long_track_is_previewed_for_thirty_seconds_and_fades() {
        let pcm = compose(&TuneSpec { track_id: 9, genre: "Jazz", length_ms: 300_000 });
        let file = encode(&pcm).expect("a preview");
        let (rate, channels, samples) = decode(&file);
        let seconds = samples.len() as f32 / (rate as usize * channels) as f32;
        assert_eq!((rate, channels), (44_100, 2));
        assert!((29.95..30.2).contains(&seconds), "{seconds} s");
        assert!(samples.iter().all(|s| s.abs() <= 1.0), "it clips");
        let second = |n: usize| &samples[n * 88_200..(n + 1) * 88_200];
        assert!(rms(second(3)) > 0.03, "{}", rms(second(3)));
        assert!(rms(&samples[samples.len() - 8_820..]) < rms(second(3)) / 4.0);
    }

    #[test]
    fn the_preview_sounds_like_the_recording() {
        let pcm = compose(&TuneSpec { track_id: 4, genre: "Classical", length_ms: 4_000 });
        let (_, _, samples) = decode(&encode(&pcm).expect("a preview"));
        // The decoder may or may not drop the encoder's delay: look for the best match around it.
        let error = |shift: usize| -> f32 {
            let pairs = pcm.samples()[60_000..80_000].iter().zip(&samples[60_000 + shift * 2..]);
            pairs.map(|(a, b)| (f32::from(*a) / 32_768.0 - b).powi(2)).sum()
        };
        let power: f32 = pcm.samples()[60_000..80_000].iter().map(|s| (f32::from(*s) / 32_768.0).powi(2)).sum();
        let best = (0..2_400).map(error).fold(f32::MAX, f32::min);
        assert!(best < power * 0.02, "the noise is {} of the sound", best / power);
    }

    #[test]
    fn the_shortest_track_has_a_preview() {
        let pcm = compose(&TuneSpec { track_id: 2461, genre: "Rock", length_ms: 1_071 });
        let (rate, _, samples) = decode(&encode(&pcm).expect("a preview"));
        assert!(samples.len() as f32 / (rate * 2) as f32 > 1.0);
        assert!(encode(&Pcm::from_interleaved(vec![0, 0])).is_ok());
    }
}
