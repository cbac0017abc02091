//! Ten ways to print an album: each a few bold shapes and two lines of type.

use super::AlbumCover;
use super::palette::Palette;
use super::shapes::{disc, draw, half, polygon, quarter, rect, ring};
use super::text::{Area, Face, Setting, fit};
use crate::random::Dice;
use std::f32::consts::TAU;
use std::fmt::Write;

type Design = fn(&mut String, &AlbumCover<'_>, Palette, &mut Dice);

const ALL: [Design; 10] = [quarters, sunrise, beams, overprint, ridges, label, maze, horizon, rays, halftone];

/// Draws the design that an album's genre leans towards and its dice choose.
pub(super) fn draw(out: &mut String, cover: &AlbumCover<'_>, palette: Palette, dice: &mut Dice) {
    let genre = cover.genre.to_lowercase();
    let is = |words: &[&str]| words.iter().any(|word| genre.contains(word));
    let favourites: &[Design] = if is(&["metal"]) {
        &[rays, ridges, beams, halftone, label]
    } else if is(&["jazz", "blues", "soul"]) {
        &[label, quarters, beams, overprint, maze]
    } else if is(&["classical", "opera"]) {
        &[horizon, sunrise, ridges, quarters, overprint]
    } else if is(&["latin", "reggae", "bossa", "world", "easy"]) {
        &[sunrise, quarters, overprint, maze, rays]
    } else if is(&["electro", "hip hop"]) {
        &[halftone, maze, ridges, beams]
    } else {
        &ALL
    };
    let design = if dice.chance(0.25) { dice.pick(&ALL) } else { dice.pick(favourites) };
    design(out, cover, palette, dice);
}

const TITLE: Setting = Setting { face: Face::Bold, largest: 70.0, smallest: 22.0, capitals: false };
const ARTIST: Setting = Setting { face: Face::Plain, largest: 27.0, smallest: 18.0, capitals: false };

/// Title over artist, filling an area from its top.
fn type_down(out: &mut String, cover: &AlbumCover<'_>, title: Setting, area: Area, fills: [&str; 2]) {
    let artist = fit(cover.artist, ARTIST, area.width, area.height * 0.36);
    let room = area.height - artist.height() - 10.0;
    let title = fit(cover.title, title, area.width, room);
    title.draw(out, area.x, area.y, "start", fills[0]);
    artist.draw(out, area.x, area.y + title.height() + 10.0, "start", fills[1]);
}

/// Title over artist, resting on the bottom of an area.
fn type_up(out: &mut String, cover: &AlbumCover<'_>, title: Setting, area: Area, fills: [&str; 2]) {
    let artist = fit(cover.artist, ARTIST, area.width, area.height * 0.36);
    let title = fit(cover.title, title, area.width, area.height - artist.height() - 10.0);
    let top = area.y + area.height - artist.height() - 10.0 - title.height();
    title.draw(out, area.x, top, "start", fills[0]);
    artist.draw(out, area.x, area.y + area.height - artist.height(), "start", fills[1]);
}

/// A field of quarter discs, as from a box of wooden bricks.
fn quarters(out: &mut String, cover: &AlbumCover<'_>, p: Palette, dice: &mut Dice) {
    let columns = dice.pick(&[3, 4]);
    let size = 600.0 / columns as f32;
    let rows = if columns == 3 { 2 } else { 3 };
    for row in 0..rows {
        for column in 0..columns {
            let (x, y) = (column as f32 * size, row as f32 * size);
            let ground = dice.pick(&[p.a, p.b, p.c, p.paper, p.ink]);
            let mut figure = dice.pick(&[p.a, p.b, p.c, p.paper]);
            if figure == ground {
                figure = if ground == p.paper { p.a } else { p.paper };
            }
            rect(out, ground, x, y, size + 1.0, size + 1.0);
            match dice.below(6) {
                0 => disc(out, figure, x + size / 2.0, y + size / 2.0, size * 0.3),
                1 => half(out, figure, x + size / 2.0, y + size, size / 2.0, true),
                corner => quarter(out, figure, x, y, size, corner - 2),
            }
        }
    }
    rect(out, p.paper, 0.0, rows as f32 * size, 600.0, 600.0 - rows as f32 * size);
    let top = rows as f32 * size + 28.0;
    type_down(out, cover, TITLE, Area { x: 36.0, y: top, width: 528.0, height: 572.0 - top }, [p.ink, p.ink]);
}

/// A sun of rings over a striped sea.
fn sunrise(out: &mut String, cover: &AlbumCover<'_>, p: Palette, dice: &mut Dice) {
    let (x, sea) = (dice.pick(&[180.0, 300.0, 420.0]), 420.0);
    let steps = 4 + dice.below(2);
    for step in 0..steps {
        let radius = 240.0 - step as f32 * 190.0 / (steps as f32 - 0.4);
        let fill = [p.b, p.a, p.c, p.a][step % 4];
        half(out, if step + 1 == steps { p.paper } else { fill }, x, sea, radius, true);
    }
    for stripe in 0..6 {
        let thick = 7.0 + stripe as f32 * 5.0;
        let y = sea + stripe as f32 * stripe as f32 * 4.2 + stripe as f32 * 9.0;
        rect(out, if stripe % 2 == 0 { p.a } else { p.b }, 0.0, y, 600.0, thick.min(600.0 - y));
    }
    let title = Setting { largest: 52.0, ..TITLE };
    type_down(out, cover, title, Area { x: 36.0, y: 34.0, width: 528.0, height: 138.0 }, [p.ink, p.ink]);
}

/// Slanting bars across the sheet, type standing at the foot.
fn beams(out: &mut String, cover: &AlbumCover<'_>, p: Palette, dice: &mut Dice) {
    let lean = dice.pick(&[-260.0, 200.0, 320.0]);
    let mut x = -340.0_f32;
    while x < 860.0 {
        let width = dice.pick(&[26.0, 52.0, 78.0, 130.0]);
        let fill = dice.pick(&[p.a, p.b, p.c, p.paper, p.paper]);
        if fill != p.paper {
            polygon(out, fill, &[(x, 0.0), (x + width + 1.0, 0.0), (x + width + 1.0 - lean, 400.0), (x - lean, 400.0)]);
        }
        x += width + dice.pick(&[0.0, 13.0, 26.0]);
    }
    disc(out, p.ink, dice.pick(&[150.0, 300.0, 450.0]), dice.pick(&[150.0, 215.0]), 86.0);
    rect(out, p.paper, 0.0, 400.0, 600.0, 200.0);
    type_down(out, cover, TITLE, Area { x: 36.0, y: 426.0, width: 528.0, height: 146.0 }, [p.ink, p.ink]);
}

/// Inks printed over each other, as a risograph does.
fn overprint(out: &mut String, cover: &AlbumCover<'_>, p: Palette, dice: &mut Dice) {
    let turn = dice.between(0.0, TAU);
    let is_dark = p.paper < "#5";
    let blend = if is_dark { "screen" } else { "multiply" };
    draw!(out, r#"<g style="mix-blend-mode:{blend};isolation:auto">"#);
    for (index, fill) in p.accents().into_iter().enumerate() {
        let angle = turn + index as f32 * TAU / 3.0;
        let (x, y) = (300.0 + 96.0 * angle.cos(), 214.0 + 62.0 * angle.sin());
        let radius = 106.0 + 20.0 * index as f32;
        draw!(out, r#"<circle style="mix-blend-mode:{blend}" fill="{fill}" cx="{x:.0}" cy="{y:.0}" r="{radius:.0}"/>"#);
    }
    out.push_str("</g>");
    for line in 0..dice.below(5) + 3 {
        rect(out, p.ink, 36.0, 40.0 + line as f32 * 13.0, 60.0, 3.0);
    }
    type_up(out, cover, TITLE, Area { x: 36.0, y: 428.0, width: 528.0, height: 142.0 }, [p.ink, p.ink]);
}

/// Mountains of sound: one line behind the other.
fn ridges(out: &mut String, cover: &AlbumCover<'_>, p: Palette, dice: &mut Dice) {
    let peak = dice.between(220.0, 380.0);
    for line in 0..12 {
        let y = 132.0 + line as f32 * 25.0;
        let stroke = if line % 4 == 3 { p.a } else { p.ink };
        draw!(
            out,
            r#"<path fill="{}" stroke="{stroke}" stroke-width="4" stroke-linejoin="round" d="M60 {y:.0}Q"#,
            p.paper
        );
        let mut last = (76.0, y);
        for step in 0..15 {
            let x = 106.0 + step as f32 * 30.0;
            let bell = (-((x - peak) / 96.0_f32).powi(2)).exp();
            let height = bell * dice.between(24.0, 128.0) + dice.between(0.0, 7.0);
            let next = (x, if step == 14 { y } else { y - height });
            // Points steer, the curve runs through their middles: soft, and small in bytes.
            draw!(out, "{:.0} {:.0} {:.0} {:.0} ", last.0, last.1, (last.0 + next.0) / 2.0, (last.1 + next.1) / 2.0);
            last = next;
        }
        draw!(out, r#"{:.0} {y:.0} 540 {y:.0}"/>"#, last.0);
    }
    let title = Setting { largest: 44.0, ..TITLE };
    type_up(out, cover, title, Area { x: 60.0, y: 452.0, width: 480.0, height: 120.0 }, [p.ink, p.ink]);
}

/// Type as the picture: a huge title, a bar of colour, half a record.
fn label(out: &mut String, cover: &AlbumCover<'_>, p: Palette, dice: &mut Dice) {
    let is_left = dice.chance(0.5);
    let x = if is_left { 0.0 } else { 600.0 };
    rect(out, p.a, 0.0, 0.0, 600.0, 300.0);
    for (index, radius) in [230.0, 196.0, 162.0, 128.0].into_iter().enumerate() {
        if index == 0 {
            half(out, p.ink, 300.0 + (x - 300.0) * 0.4, 300.0, radius, true);
        } else {
            draw!(
                out,
                r#"<path fill="none" stroke="{}" stroke-opacity=".35" stroke-width="3" d="M{:.0} 300a{radius:.0} {radius:.0} 0 0 1 {:.0} 0"/>"#,
                p.paper,
                300.0 + (x - 300.0) * 0.4 - radius,
                radius * 2.0
            );
        }
    }
    half(out, p.b, 300.0 + (x - 300.0) * 0.4, 300.0, 84.0, true);
    half(out, p.paper, 300.0 + (x - 300.0) * 0.4, 300.0, 13.0, true);
    rect(out, p.c, 0.0, 300.0, 600.0, 22.0);
    let title = Setting { largest: 96.0, ..TITLE };
    type_down(out, cover, title, Area { x: 32.0, y: 346.0, width: 536.0, height: 224.0 }, [p.ink, p.ink]);
}

/// Turned tiles of arcs that join to endless ways.
fn maze(out: &mut String, cover: &AlbumCover<'_>, p: Palette, dice: &mut Dice) {
    rect(out, p.a, 0.0, 0.0, 600.0, 600.0);
    let line = if p.a == p.paper { p.ink } else { p.paper };
    draw!(out, r#"<g fill="none" stroke="{line}" stroke-width="38" stroke-linecap="butt">"#);
    for row in 0..5 {
        for column in 0..5 {
            let (x, y) = (column * 120, row * 120);
            if dice.chance(0.5) {
                draw!(out, r#"<path d="M{} {y}a60 60 0 0 1-60 60M{} {}a60 60 0 0 0-60 60"/>"#, x + 60, x + 120, y + 60);
            } else {
                draw!(out, r#"<path d="M{} {y}a60 60 0 0 0 60 60M{x} {}a60 60 0 0 1 60 60"/>"#, x + 60, y + 60);
            }
        }
    }
    out.push_str("</g>");
    disc(out, p.b, dice.pick(&[120.0, 240.0, 360.0, 480.0]), dice.pick(&[120.0, 240.0]), 41.0);
    disc(out, p.c, dice.pick(&[180.0, 300.0, 420.0]), dice.pick(&[60.0, 180.0]), 24.0);
    rect(out, p.paper, 0.0, 424.0, 600.0, 176.0);
    type_down(out, cover, TITLE, Area { x: 36.0, y: 448.0, width: 528.0, height: 124.0 }, [p.ink, p.ink]);
}

/// A quiet landscape: sky, a thin light, roman type with much air.
fn horizon(out: &mut String, cover: &AlbumCover<'_>, p: Palette, dice: &mut Dice) {
    let id = cover.id;
    let line = dice.between(330.0, 400.0).round();
    draw!(
        out,
        r#"<linearGradient id="s{id}" x1="0" y1="0" x2="0" y2="1"><stop stop-color="{}"/><stop offset="1" stop-color="{}"/></linearGradient>"#,
        p.c,
        p.b
    );
    rect(out, &format!("url(#s{id})"), 48.0, 190.0, 504.0, line - 190.0);
    let x = dice.pick(&[170.0, 300.0, 430.0]);
    half(out, p.paper, x, line, dice.pick(&[44.0, 62.0, 80.0]), true);
    rect(out, p.a, 48.0, line, 504.0, 552.0 - line);
    for wave in 0..7 {
        let width = 150.0 - wave as f32 * 17.0 + dice.between(-14.0, 14.0);
        rect(out, p.paper, x - width / 2.0, line + 12.0 + wave as f32 * 17.0, width, 4.0);
    }
    let title = Setting { face: Face::Serif, largest: 42.0, smallest: 21.0, capitals: false };
    type_down(out, cover, title, Area { x: 48.0, y: 44.0, width: 504.0, height: 128.0 }, [p.ink, p.ink]);
}

/// Rays from one point, with a disc before them.
fn rays(out: &mut String, cover: &AlbumCover<'_>, p: Palette, dice: &mut Dice) {
    let (x, y) = (dice.pick(&[120.0, 300.0, 480.0]), dice.pick(&[215.0, 270.0]));
    let count = dice.pick(&[14, 18, 22]);
    for ray in 0..count {
        let (from, to) = (ray as f32 * TAU / count as f32, (ray as f32 + 0.5) * TAU / count as f32);
        let far = |angle: f32| (x + 900.0 * angle.cos(), y + 900.0 * angle.sin());
        polygon(out, if ray % 2 == 0 { p.a } else { p.b }, &[(x, y), far(from), far(to)]);
    }
    disc(out, p.paper, x, y, 128.0);
    disc(out, p.c, x, y, 104.0);
    ring(out, p.ink, 5.0, x, y, 78.0);
    disc(out, p.ink, x, y, 22.0);
    rect(out, p.paper, 0.0, 426.0, 600.0, 174.0);
    type_down(out, cover, TITLE, Area { x: 36.0, y: 448.0, width: 528.0, height: 126.0 }, [p.ink, p.ink]);
}

/// A sphere out of dots.
fn halftone(out: &mut String, cover: &AlbumCover<'_>, p: Palette, dice: &mut Dice) {
    let (cx, cy) = (dice.pick(&[180.0, 300.0, 420.0]), dice.pick(&[170.0, 215.0, 260.0]));
    let is_hollow = dice.chance(0.4);
    let stroke = if p.b == p.paper { p.ink } else { p.paper };
    rect(out, p.b, 0.0, 0.0, 600.0, 430.0);
    for (level, width) in [6.0, 12.0, 19.0, 26.0, 33.0].into_iter().enumerate() {
        draw!(out, r#"<path fill="none" stroke="{stroke}" stroke-linecap="round" stroke-width="{width}" d=""#);
        for row in 0..11 {
            for column in 0..15 {
                let (x, y) = (20.0 + column as f32 * 40.0, 15.0 + row as f32 * 40.0);
                let distance = ((x - cx).powi(2) + (y - cy).powi(2)).sqrt();
                let size = if is_hollow { 5.2 - (distance - 150.0).abs() / 34.0 } else { 5.6 - distance / 52.0 };
                if size.max(0.0).round().min(5.0) as usize == level + 1 {
                    draw!(out, "M{x:.0} {y:.0}h0");
                }
            }
        }
        out.push_str(r#""/>"#);
    }
    rect(out, p.paper, 0.0, 430.0, 600.0, 170.0);
    type_down(out, cover, TITLE, Area { x: 36.0, y: 452.0, width: 528.0, height: 122.0 }, [p.ink, p.ink]);
}
