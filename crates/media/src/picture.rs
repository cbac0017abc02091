//! Pictures from outside: decoded within limits, and written anew, so that what is kept is a picture and nothing else.

use std::io::Cursor;

use bytes::Bytes;
use image::{
    DynamicImage, ImageFormat, ImageReader, Limits, Rgb, RgbImage, codecs::jpeg::JpegEncoder, imageops::FilterType,
};

/// What [`tidy`] makes.
pub const CONTENT_TYPE: &str = "image/jpeg";

/// Pixels on the longer side of what is kept.
const LONGEST: u32 = 1_400;
/// Pixels on a side of what is taken.
const MOST: u32 = 12_000;
/// And on the shorter: less is no cover.
const LEAST: u32 = 100;
/// Bytes a decoder may use.
const MEMORY: u64 = 400 * 1024 * 1024;
const QUALITY: u8 = 86;

/// Why a picture is not taken, for the one who sent it.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    #[error("this is no PNG, JPEG or WebP picture")]
    Unknown,
    #[error("this picture is {width} × {height}; send one of 100 to 12,000 pixels on each side")]
    Size { width: u32, height: u32 },
    #[error("this picture is damaged or larger than it should be")]
    Broken,
}

/// A picture, as a JPEG of at most 1,400 pixels on a side, without anything the file had besides.
///
/// # Errors
/// [`PictureError`]: it is none, too small or too large, or does not decode.
pub fn tidy(bytes: &[u8]) -> Result<Bytes, PictureError> {
    let open = || ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| PictureError::Unknown);
    let known = [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP];
    let format = open()?.format().filter(|format| known.contains(format)).ok_or(PictureError::Unknown)?;
    // The size is in the head of the file: refused before a pixel is made room for.
    let mut head = ImageReader::with_format(Cursor::new(bytes), format);
    head.no_limits();
    let (width, height) = head.into_dimensions().map_err(|_| PictureError::Broken)?;
    if width.max(height) > MOST || width.min(height) < LEAST {
        return Err(PictureError::Size { width, height });
    }
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST);
    limits.max_image_height = Some(MOST);
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut picture = reader.decode().map_err(|_| PictureError::Broken)?;
    if width.max(height) > LONGEST {
        picture = picture.resize(LONGEST, LONGEST, FilterType::CatmullRom);
    }
    let mut out = Vec::new();
    JpegEncoder::new_with_quality(&mut out, QUALITY)
        .encode_image(&opaque(picture))
        .map_err(|_| PictureError::Broken)?;
    Ok(out.into())
}

/// On white: JPEG knows no transparency.
fn opaque(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let picture = picture.into_rgba8();
    let mut out = RgbImage::new(picture.width(), picture.height());
    for (x, y, pixel) in picture.enumerate_pixels() {
        let [red, green, blue, alpha] = pixel.0.map(u32::from);
        let over = |part: u32| u8::try_from((part * alpha + 255 * (255 - alpha) + 127) / 255).unwrap_or(u8::MAX);
        out.put_pixel(x, y, Rgb([over(red), over(green), over(blue)]));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut out = Cursor::new(Vec::new());
        let picture = image::RgbaImage::from_fn(width, height, |x, y| image::Rgba([x as u8, y as u8, 7, 128]));
        picture.write_to(&mut out, ImageFormat::Png).expect("a picture");
        out.into_inner()
    }

    #[test]
    fn a_picture_is_made_smaller_and_written_anew() {
        let mut bytes = png(2_000, 1_000);
        bytes.extend(b"<script>alert(1)</script>");
        let kept = tidy(&bytes).expect("a picture");
        assert!(kept.starts_with(&[0xff, 0xd8]));
        assert!(!kept.windows(8).any(|part| part == b"<script>"));
        let again = image::load_from_memory(&kept).expect("a picture");
        assert_eq!((again.width(), again.height()), (1_400, 700));
    }

    #[test]
    fn what_is_no_picture_or_claims_to_be_huge_is_refused() {
        assert!(matches!(tidy(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), Err(PictureError::Unknown)));
        assert!(matches!(tidy(b""), Err(PictureError::Unknown)));
        assert!(matches!(tidy(&png(20, 20)), Err(PictureError::Size { .. })));
        let good = png(200, 200);
        assert!(matches!(tidy(&good[..good.len() / 2]), Err(PictureError::Broken)));
        let mut bomb = good;
        // The head of the PNG says 60,000 by 60,000.
        bomb[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
        assert!(tidy(&bomb).is_err());
    }
}
