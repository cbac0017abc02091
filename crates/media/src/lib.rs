//! Sound and pictures: tunes, FLAC, previews, covers.
//!
//! The Chinook data set has neither recordings nor artwork. Until real ones are uploaded, this crate
//! makes both from what the catalogue knows: [`tune::compose`] plays a tune of a track's genre,
//! [`flac::encode`] and [`preview::encode`] turn it into files, [`cover`] draws. Everything is a pure
//! function of its arguments, synchronous, and bound to the CPU: async callers move it to a blocking
//! thread.

pub mod cover;
pub mod flac;
pub mod pcm;
pub mod preview;
mod random;
pub mod tune;

pub use pcm::Pcm;
