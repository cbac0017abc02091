//! The strokes that the designs are made of. Coordinates are in units of a picture 600 wide and high.

use std::fmt::Write;

/// Writes formatted text; a `String` never refuses.
macro_rules! draw {
    ($out:expr, $($format:tt)*) => { let _ = write!($out, $($format)*); };
}
pub(super) use draw;

pub(super) fn rect(out: &mut String, fill: &str, x: f32, y: f32, width: f32, height: f32) {
    draw!(out, r#"<path fill="{fill}" d="M{x:.0} {y:.0}h{width:.0}v{height:.0}h-{width:.0}z"/>"#);
}

pub(super) fn disc(out: &mut String, fill: &str, x: f32, y: f32, radius: f32) {
    draw!(out, r#"<circle fill="{fill}" cx="{x:.0}" cy="{y:.0}" r="{radius:.0}"/>"#);
}

pub(super) fn ring(out: &mut String, stroke: &str, width: f32, x: f32, y: f32, radius: f32) {
    draw!(
        out,
        r#"<circle fill="none" stroke="{stroke}" stroke-width="{width:.1}" cx="{x:.0}" cy="{y:.0}" r="{radius:.0}"/>"#
    );
}

/// A quarter of a disc filling a square, its corner at one of four places (0..4, clockwise from top left).
/// It is a hair larger than the square, so that no seam shows between neighbours when scaled.
pub(super) fn quarter(out: &mut String, fill: &str, x: f32, y: f32, size: f32, corner: usize) {
    let (x, y) = match corner {
        0 => (x, y),
        1 => (x + size, y),
        2 => (x + size, y + size),
        _ => (x, y + size),
    };
    let (dx, dy) = [(1.0, 1.0), (-1.0, 1.0), (-1.0, -1.0), (1.0, -1.0)][corner % 4];
    let sweep = u8::from(dx * dy > 0.0);
    let (w, h) = (size * dx, size * dy);
    draw!(
        out,
        r#"<path fill="{fill}" stroke="{fill}" d="M{x:.0} {y:.0}h{w:.0}a{size:.0} {size:.0} 0 0 {sweep} {:.0} {h:.0}z"/>"#,
        -w
    );
}

/// Half a disc standing on a horizontal line (`up`) or hanging from it.
pub(super) fn half(out: &mut String, fill: &str, x: f32, y: f32, radius: f32, up: bool) {
    let sweep = u8::from(up);
    draw!(
        out,
        r#"<path fill="{fill}" d="M{:.0} {y:.0}a{radius:.0} {radius:.0} 0 0 {sweep} {:.0} 0z"/>"#,
        x - radius,
        radius * 2.0
    );
}

pub(super) fn polygon(out: &mut String, fill: &str, points: &[(f32, f32)]) {
    draw!(out, r#"<path fill="{fill}" d=""#);
    for (index, (x, y)) in points.iter().enumerate() {
        draw!(out, "{}{x:.0} {y:.0}", if index == 0 { 'M' } else { 'L' });
    }
    out.push_str(r#"z"/>"#);
}
