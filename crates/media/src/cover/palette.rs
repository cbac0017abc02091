//! Colours that were chosen to stand together, as a printer would keep inks.

use crate::random::Dice;

/// Five inks. `ink` is readable on `paper`; the others carry shapes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Palette {
    pub(super) paper: &'static str,
    pub(super) ink: &'static str,
    pub(super) a: &'static str,
    pub(super) b: &'static str,
    pub(super) c: &'static str,
}

impl Palette {
    pub(super) fn accents(&self) -> [&'static str; 3] {
        [self.a, self.b, self.c]
    }
}

const fn inks(paper: &'static str, ink: &'static str, a: &'static str, b: &'static str, c: &'static str) -> Palette {
    Palette { paper, ink, a, b, c }
}

static LIGHT: [Palette; 9] = [
    inks("#f3e9d2", "#1d2a44", "#d1495b", "#edae49", "#00798c"),
    inks("#f7f0e3", "#2b2118", "#e4572e", "#17a5a2", "#f5b700"),
    inks("#eef1ea", "#12372a", "#436850", "#f2a65a", "#9db38f"),
    inks("#fdf1ec", "#3b1f2b", "#db504a", "#e9b44c", "#56a3a6"),
    inks("#e9eef4", "#14213d", "#f18f01", "#3d5a80", "#98c1d9"),
    inks("#f5efe6", "#22223b", "#4a4e69", "#c9ada7", "#f25c54"),
    inks("#fff3d6", "#26233a", "#ff6f59", "#254441", "#43aa8b"),
    inks("#f4ecf7", "#2d1e45", "#7b2cbf", "#ff9e00", "#c77dff"),
    inks("#e6f2ef", "#0b3c49", "#ef476f", "#f4b942", "#07b58a"),
];

static BRIGHT: [Palette; 6] = [
    inks("#f2c14e", "#1b1b1e", "#e4572e", "#3f7d65", "#fdf6e3"),
    inks("#ff8c61", "#2a0e2e", "#6a1f63", "#ffd9a0", "#ce3a5d"),
    inks("#7fc8a9", "#0f2a2e", "#f7f3e3", "#fe5f55", "#1c5d63"),
    inks("#9db4ff", "#10163a", "#ff5d8f", "#fff1c1", "#2b3a8c"),
    inks("#f6a6b2", "#2c1320", "#b5224f", "#fff0e0", "#3a6ea5"),
    inks("#8ecae6", "#06283d", "#fb8500", "#f7fbff", "#1d6fa3"),
];

static DARK: [Palette; 9] = [
    inks("#14213d", "#f6f1e5", "#fca311", "#4f7cac", "#c0e0de"),
    inks("#1b1b2f", "#f4eee0", "#e43f5a", "#2f5d8f", "#f0a500"),
    inks("#0b2027", "#f6f1d1", "#40798c", "#70a9a1", "#ff9f1c"),
    inks("#231123", "#fbe8d3", "#c2274f", "#f0a868", "#558c8c"),
    inks("#121212", "#f5f5f0", "#d7263d", "#f46036", "#8d99ae"),
    inks("#0f2e2b", "#f1faee", "#e9c46a", "#2a9d8f", "#e76f51"),
    inks("#2b1a4e", "#fdf0ff", "#ff5ea8", "#5ce1e6", "#ffd23f"),
    inks("#3a0f0c", "#ffe8d6", "#e85d04", "#faa307", "#b3241c"),
    inks("#1c2321", "#eef1ef", "#7d98a1", "#a9b4c2", "#e0a458"),
];

/// The inks of a record: loud music is printed dark, sunny music bright, quiet music on light paper.
pub(super) fn of(genre: &str, dice: &mut Dice) -> Palette {
    let genre = genre.to_lowercase();
    let is = |words: &[&str]| words.iter().any(|word| genre.contains(word));
    let boxes: &[&[Palette]] = if is(&["metal", "electro", "hip hop", "sci", "drama"]) {
        &[&DARK, &DARK, &BRIGHT]
    } else if is(&["latin", "reggae", "pop", "world", "samba", "comedy", "roll"]) {
        &[&BRIGHT, &LIGHT]
    } else if is(&["classical", "opera", "bossa", "easy"]) {
        &[&LIGHT, &LIGHT, &DARK]
    } else {
        &[&LIGHT, &DARK, &BRIGHT]
    };
    let inks = dice.pick(boxes);
    let mut chosen = dice.pick(inks);
    // The same box with its accents turned is another mood.
    for _ in 0..dice.below(3) {
        (chosen.a, chosen.b, chosen.c) = (chosen.b, chosen.c, chosen.a);
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance (WCAG 2.2).
    fn luminance(colour: &str) -> f64 {
        let part = |at: usize| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).expect("a colour")) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    }

    fn contrast(a: &str, b: &str) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn text_is_readable_and_shapes_are_seen_on_every_paper() {
        for palette in LIGHT.iter().chain(&BRIGHT).chain(&DARK) {
            assert!(contrast(palette.ink, palette.paper) >= 7.0, "{palette:?}");
            let seen = palette.accents().iter().filter(|a| contrast(a, palette.paper) >= 1.5).count();
            assert!(seen >= 2, "{palette:?}");
        }
    }
}
