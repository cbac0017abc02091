//! Playing the start of somebody's recording: for its preview, and to see that it is one.

use std::io::{self, Read, Seek, SeekFrom};

use symphonia::core::{
    audio::SampleBuffer,
    codecs::{CODEC_TYPE_NULL, DecoderOptions},
    errors::Error,
    formats::FormatOptions,
    io::{MediaSource, MediaSourceStream},
    meta::MetadataOptions,
    probe::Hint,
};

use crate::pcm::{CHANNELS, Pcm, SAMPLE_RATE};

/// This is no recording that can be played.
#[derive(Debug, thiserror::Error)]
#[error("not a recording that can be played: {0}")]
pub struct DecodeError(String);

impl DecodeError {
    fn new(why: impl ToString) -> Self {
        Self(why.to_string())
    }
}

/// The start of a recording, as this crate hears everything.
#[derive(Debug)]
pub struct Start {
    pub pcm: Pcm,
}

/// A file that says how long it is.
pub trait Recording: Read + Seek + Send + Sync + 'static {
    /// Bytes.
    fn length(&self) -> u64;
}

struct Source<R>(R);

impl<R: Recording> Read for Source<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.0.read(out)
    }
}

impl<R: Recording> Seek for Source<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.0.seek(to)
    }
}

impl<R: Recording> MediaSource for Source<R> {
    fn is_seekable(&self) -> bool {
        true
    }

    fn byte_len(&self) -> Option<u64> {
        Some(self.0.length())
    }
}

/// Broken packets in a row after which a file is given up.
const PATIENCE: usize = 50;
/// Sample rates that are believed.
const RATES: std::ops::RangeInclusive<u32> = 8_000..=384_000;

/// Decodes at most the first `longest_ms` of a recording. `ending` is how files of its kind are called.
///
/// # Errors
/// [`DecodeError`] when nothing of it can be heard.
pub fn start(source: impl Recording, ending: &str, longest_ms: u64) -> Result<Start, DecodeError> {
    let stream = MediaSourceStream::new(Box::new(Source(source)), Default::default());
    let mut hint = Hint::new();
    hint.with_extension(ending);
    let probed = symphonia::default::get_probe()
        .format(&hint, stream, &FormatOptions::default(), &MetadataOptions::default())
        .map_err(DecodeError::new)?;
    let mut format = probed.format;
    let track = format.tracks().iter().find(|track| track.codec_params.codec != CODEC_TYPE_NULL);
    let (id, parameters) =
        track.map(|track| (track.id, track.codec_params.clone())).ok_or_else(|| DecodeError::new("it has no sound"))?;
    let mut decoder =
        symphonia::default::get_codecs().make(&parameters, &DecoderOptions::default()).map_err(DecodeError::new)?;
    let mut heard = Heard { longest_ms, ..Heard::default() };
    let mut broken = 0;
    while !heard.is_enough() && broken < PATIENCE {
        let packet = match format.next_packet() {
            Ok(packet) if packet.track_id() == id => packet,
            Ok(_) => continue,
            // The end, or what cannot be read further: what was heard counts.
            Err(_) => break,
        };
        match decoder.decode(&packet) {
            Ok(sound) => {
                let spec = *sound.spec();
                let mut buffer = SampleBuffer::<f32>::new(sound.capacity() as u64, spec);
                buffer.copy_interleaved_ref(sound);
                heard.take(buffer.samples(), spec.channels.count(), spec.rate)?;
                broken = 0;
            }
            Err(Error::DecodeError(_) | Error::IoError(_)) => broken += 1,
            Err(error) => return Err(DecodeError::new(error)),
        }
    }
    heard.finish()
}

#[derive(Default)]
struct Heard {
    longest_ms: u64,
    rate: u32,
    /// Left and right at the recording's own rate.
    frames: Vec<[f32; CHANNELS]>,
}

impl Heard {
    fn is_enough(&self) -> bool {
        self.rate > 0 && self.frames.len() as u64 * 1_000 >= self.longest_ms * u64::from(self.rate)
    }

    fn take(&mut self, samples: &[f32], channels: usize, rate: u32) -> Result<(), DecodeError> {
        if !RATES.contains(&rate) || !(1..=8).contains(&channels) || (self.rate > 0 && self.rate != rate) {
            return Err(DecodeError::new(format!("{channels} channels at {rate} Hz are not understood")));
        }
        self.rate = rate;
        self.frames.extend(samples.chunks_exact(channels).map(|frame| [frame[0], frame[(channels - 1).min(1)]]));
        Ok(())
    }

    /// At 44.1 kHz, between neighbours where the rates differ.
    fn finish(self) -> Result<Start, DecodeError> {
        if self.frames.is_empty() {
            return Err(DecodeError::new("nothing of it can be decoded"));
        }
        let ratio = f64::from(self.rate) / f64::from(SAMPLE_RATE);
        let count = (self.frames.len() as f64 / ratio) as usize;
        let mut samples = Vec::with_capacity(count * CHANNELS);
        for frame in 0..count {
            let place = frame as f64 * ratio;
            let (left, part) = (place as usize, place.fract() as f32);
            let here = self.frames[left.min(self.frames.len() - 1)];
            let next = self.frames[(left + 1).min(self.frames.len() - 1)];
            for side in 0..CHANNELS {
                let level = here[side] + (next[side] - here[side]) * part;
                samples.push((level.clamp(-1.0, 1.0) * 32_767.0) as i16);
            }
        }
        Ok(Start { pcm: Pcm::from_interleaved(samples) })
    }
}

impl Recording for io::Cursor<bytes::Bytes> {
    fn length(&self) -> u64 {
        self.get_ref().len() as u64
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;
    use crate::{
        flac::{self, Tags},
        preview,
        tune::{TuneSpec, compose},
    };

    #[test]
    fn a_recording_is_heard_in_either_format_and_only_as_far_as_asked() {
        let pcm = compose(&TuneSpec { track_id: 3, genre: "Rock", length_ms: 5_000 });
        let tags =
            Tags { title: "", artist: "", album: "", genre: "", composer: "", track_number: None, copyright: "" };
        let flac = flac::encode(&pcm, &tags);
        let heard = start(io::Cursor::new(flac.clone()), "flac", 2_000).expect("a recording");
        let seconds = heard.pcm.frames() as f32 / SAMPLE_RATE as f32;
        assert!((2.0..2.3).contains(&seconds), "{seconds}");
        let near = heard.pcm.samples().iter().zip(pcm.samples()).all(|(a, b)| (a - b).abs() <= 1);
        assert!(near, "it is another recording");
        let mp3 = preview::encode(&pcm).expect("a preview");
        assert!(start(io::Cursor::new(mp3), "mp3", 60_000).is_ok());
        assert!(start(io::Cursor::new(flac.slice(..flac.len() / 3)), "flac", 60_000).is_ok(), "a file cut short");
    }

    #[test]
    fn what_is_no_recording_is_refused_and_breaks_nothing() {
        for bytes in
            [&b""[..], b"fLaC", b"fLaC\0\0\0\x22nonsense", b"ID3\x04\0\0\x7f\x7f\x7f\x7f", &[0xff; 4_000], &[0; 4_000]]
        {
            assert!(start(io::Cursor::new(Bytes::copy_from_slice(bytes)), "flac", 1_000).is_err());
        }
    }
}
