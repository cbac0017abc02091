//! Pictures of artists, genres and playlists.

use super::palette::Palette;
use super::shapes::{disc, draw, half, polygon, quarter, rect, ring};
use super::text::{Face, Setting, fit};
use crate::random::Dice;
use std::f32::consts::TAU;
use std::fmt::Write;

/// An artist: initials in the middle of something round. The page may cut the picture to a circle,
/// so that nothing of weight stands in the corners.
pub(super) fn artist(out: &mut String, name: &str, p: Palette, dice: &mut Dice) {
    rect(out, p.a, 0.0, 0.0, 600.0, 600.0);
    match dice.below(5) {
        0 => orbit(out, p, dice),
        1 => petals(out, p, dice),
        2 => vinyl(out, p),
        3 => portrait(out, p, dice),
        _ => stripes(out, p, dice),
    }
    let initials = initials(name);
    let setting = Setting { face: Face::Bold, largest: 190.0, smallest: 60.0, capitals: true };
    let fitted = fit(&initials, setting, 260.0, 220.0);
    disc(out, p.paper, 300.0, 300.0, 168.0);
    fitted.draw(out, 300.0, 300.0 - fitted.size * 0.5 + fitted.size * 0.02, "middle", p.ink);
}

fn orbit(out: &mut String, p: Palette, dice: &mut Dice) {
    for (radius, fill) in [(280.0, p.b), (232.0, p.c)] {
        disc(out, fill, 300.0, 300.0, radius);
    }
    for _ in 0..4 {
        let angle = dice.between(0.0, TAU);
        disc(out, p.ink, 300.0 + 256.0 * angle.cos(), 300.0 + 256.0 * angle.sin(), dice.between(12.0, 30.0));
    }
}

fn petals(out: &mut String, p: Palette, dice: &mut Dice) {
    let count = dice.pick(&[8, 10, 12]);
    for petal in 0..count {
        let angle = petal as f32 * TAU / count as f32;
        let (x, y) = (300.0 + 182.0 * angle.cos(), 300.0 + 182.0 * angle.sin());
        disc(out, if petal % 2 == 0 { p.b } else { p.c }, x, y, 92.0);
    }
}

fn vinyl(out: &mut String, p: Palette) {
    disc(out, p.ink, 300.0, 300.0, 286.0);
    for groove in 0..6 {
        ring(out, if groove % 3 == 1 { p.b } else { p.c }, 3.0, 300.0, 300.0, 190.0 + groove as f32 * 16.0);
    }
}

fn portrait(out: &mut String, p: Palette, dice: &mut Dice) {
    let turn = dice.below(4);
    for corner in 0..4 {
        let (x, y) = [(0.0, 0.0), (300.0, 0.0), (300.0, 300.0), (0.0, 300.0)][corner];
        rect(out, [p.b, p.c, p.b, p.ink][(corner + turn) % 4], x, y, 300.0, 300.0);
        quarter(out, [p.c, p.a, p.a, p.b][(corner + turn) % 4], x, y, 300.0, (corner + 2) % 4);
    }
}

fn stripes(out: &mut String, p: Palette, dice: &mut Dice) {
    let thick = dice.pick(&[30.0, 40.0, 60.0]);
    let mut y = 0.0;
    while y < 600.0 {
        rect(out, p.b, 0.0, y, 600.0, thick / 2.0);
        y += thick;
    }
    disc(out, p.c, 300.0, 300.0, 238.0);
}

/// One or two letters that stand for a name: "Antônio Carlos Jobim" is AJ, "The Who" is W.
fn initials(name: &str) -> String {
    let words: Vec<&str> = name
        .split(|c: char| c.is_whitespace() || matches!(c, '/' | '&' | ',' | '-' | '(' | '.'))
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .filter(|word| !matches!(word.to_lowercase().as_str(), "the" | "and" | "feat" | "of" | "os" | "o" | "a"))
        .collect();
    let first = |word: &&str| word.chars().find(|c| c.is_alphanumeric());
    let letters: String = match words.as_slice() {
        [] => name.chars().find(|c| c.is_alphanumeric()).into_iter().collect(),
        [one] => first(one).into_iter().collect(),
        [one, .., last] => first(one).into_iter().chain(first(last)).collect(),
    };
    if letters.is_empty() { "♪".to_owned() } else { letters }
}

/// A genre: its name, large, on a pattern that runs out of the sheet.
pub(super) fn genre(out: &mut String, name: &str, p: Palette, dice: &mut Dice) {
    rect(out, p.a, 0.0, 0.0, 600.0, 600.0);
    let (x, y) = (dice.pick(&[600.0, 480.0]), dice.pick(&[0.0, 120.0]));
    match dice.below(4) {
        0 => {
            for (index, radius) in [400.0, 320.0, 240.0, 160.0, 80.0].into_iter().enumerate() {
                disc(out, [p.b, p.a, p.c, p.a, p.b][index], x, y, radius);
            }
        }
        1 => {
            for ray in 0..12 {
                let far = |step: f32| (x + 950.0 * (step * TAU / 24.0).cos(), y + 950.0 * (step * TAU / 24.0).sin());
                polygon(
                    out,
                    if ray % 2 == 0 { p.b } else { p.c },
                    &[(x, y), far(ray as f32 * 2.0), far(ray as f32 * 2.0 + 1.0)],
                );
            }
        }
        2 => {
            for bar in 0..9 {
                let height = dice.between(60.0, 330.0);
                rect(out, dice.pick(&[p.b, p.c, p.b, p.paper]), 40.0 + bar as f32 * 60.0, 380.0 - height, 40.0, height);
            }
        }
        _ => {
            for row in 0..2 {
                for column in 0..3 {
                    let (x, y) = (column as f32 * 200.0, row as f32 * 200.0);
                    quarter(out, dice.pick(&[p.b, p.c]), x, y, 200.0, dice.below(4));
                }
            }
        }
    }
    rect(out, p.paper, 0.0, 410.0, 600.0, 190.0);
    let setting = Setting { face: Face::Bold, largest: 96.0, smallest: 24.0, capitals: false };
    let fitted = fit(name, setting, 520.0, 150.0);
    fitted.draw(out, 40.0, 505.0 - fitted.height() / 2.0, "start", p.ink);
}

/// A playlist: four little pictures, as of four records, over its name.
pub(super) fn playlist(out: &mut String, name: &str, p: Palette, dice: &mut Dice) {
    let grounds = [p.a, p.b, p.c, p.ink];
    let turn = dice.below(4);
    for (index, (x, y)) in [(0.0, 0.0), (215.0, 0.0), (0.0, 215.0), (215.0, 215.0)].into_iter().enumerate() {
        let ground = grounds[(index + turn) % 4];
        let figure = grounds[(index + turn + 1 + dice.below(2)) % 4];
        draw!(out, r#"<svg x="{:.0}" y="{:.0}" width="205" height="205" viewBox="0 0 200 200">"#, 90.0 + x, 40.0 + y);
        rect(out, ground, 0.0, 0.0, 200.0, 200.0);
        match dice.below(5) {
            0 => disc(out, figure, 100.0, 100.0, 62.0),
            1 => quarter(out, figure, 0.0, 0.0, 200.0, dice.below(4)),
            2 => {
                half(out, figure, 100.0, 100.0, 80.0, true);
                half(out, p.paper, 100.0, 110.0, 80.0, false);
            }
            3 => {
                for bar in 0..4 {
                    rect(out, figure, 0.0, 20.0 + bar as f32 * 48.0, 200.0, 20.0);
                }
            }
            _ => {
                for radius in [84.0, 58.0, 32.0] {
                    ring(out, figure, 12.0, 100.0, 100.0, radius);
                }
            }
        }
        out.push_str("</svg>");
    }
    let setting = Setting { face: Face::Bold, largest: 64.0, smallest: 24.0, capitals: false };
    let fitted = fit(name, setting, 420.0, 104.0);
    fitted.draw(out, 90.0, 525.0 - fitted.height() / 2.0, "start", p.ink);
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_stand_for_a_name() {
        assert_eq!(initials("Antônio Carlos Jobim"), "AJ");
        assert_eq!(initials("AC/DC"), "AD");
        assert_eq!(initials("The Who"), "W");
        assert_eq!(initials("U2"), "U");
        assert_eq!(initials("!!!"), "♪");
        assert_eq!(initials("久石 譲"), "久譲");
    }
}
