//! A QR code as a picture.

use std::fmt::Write;

use qrcode::{Color, QrCode, types::QrError};

/// Cells of quiet around the code, as the standard asks.
const MARGIN: usize = 4;

/// One path, dark on white, so that cameras read it on a dark page too.
pub(super) fn svg(text: &str) -> Result<String, QrError> {
    let code = QrCode::new(text)?;
    let width = code.width();
    let mut path = String::new();
    for (at, _) in code.to_colors().into_iter().enumerate().filter(|(_, color)| *color == Color::Dark) {
        let _ = write!(path, "M{} {}h1v1h-1z", at % width + MARGIN, at / width + MARGIN);
    }
    let size = width + 2 * MARGIN;
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size} {size}\" shape-rendering=\"crispEdges\">\
         <path fill=\"#fff\" d=\"M0 0h{size}v{size}H0z\"/><path d=\"{path}\"/></svg>"
    ))
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_key_becomes_a_picture() {
        let picture = super::svg("otpauth://totp/Chinook:jane@example.com?secret=ABC").unwrap();
        assert!(picture.starts_with("<svg") && picture.matches("h1v1h-1z").count() > 200);
    }
}
