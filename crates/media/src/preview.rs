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
