//! Sound and pictures: tunes, FLAC, previews, covers.
//!
//! The Chinook data set has neither recordings nor artwork. Until real ones are uploaded, this crate
//! makes both from what the catalogue knows: [`tune::compose`] plays a tune of a track's genre,
//! [`flac::encode`] and [`preview::encode`] turn it into files, [`cover`] draws. Everything is a pure
//! function of its arguments, synchronous, and bound to the CPU: async callers move it to a blocking
//! thread.
//!
//! Real recordings and pictures come from outside and are trusted in nothing: [`decode`] plays the start of one,
//! [`tags`] reads what it says about itself, [`picture`] makes a picture of ours from one.

pub mod cover;
pub mod decode;
pub mod flac;
pub mod pcm;
pub mod picture;
pub mod preview;
mod random;
pub mod tags;
pub mod tune;

pub use pcm::Pcm;
