//! Text that fits: wrapped and sized by careful guesses of glyph widths, because a picture shown
//! with `<img>` cannot measure, and every machine has other fonts.

use std::fmt::Write;

/// A rectangle in the picture's units (the picture is 600 wide and high).
#[derive(Clone, Copy, Debug)]
pub(super) struct Area {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) width: f32,
    pub(super) height: f32,
}

/// How a text is set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setting {
    pub(super) face: Face,
    pub(super) largest: f32,
    pub(super) smallest: f32,
    pub(super) capitals: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Face {
    /// Grotesque, heavy.
    Bold,
    /// Grotesque, regular, slightly spaced.
    Plain,
    /// Roman.
    Serif,
}

impl Face {
    fn attributes(self) -> &'static str {
        match self {
            Self::Bold => {
                r#"font-family="Helvetica Neue,Helvetica,Arial,Liberation Sans,sans-serif" font-weight="700" letter-spacing="-.02em""#
            }
            Self::Plain => {
                r#"font-family="Helvetica Neue,Helvetica,Arial,Liberation Sans,sans-serif" letter-spacing=".02em""#
            }
            Self::Serif => r#"font-family="Georgia,Times New Roman,Liberation Serif,serif""#,
        }
    }

    /// Width of a character in ems, rather too wide than too narrow.
    fn width(self, letter: char) -> f32 {
        let base = match letter {
            'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | '’' | '‘' => 0.32,
            'f' | 't' | 'r' | ' ' | '(' | ')' | '[' | ']' | '-' | '/' => 0.38,
            'm' | 'w' | 'M' | 'W' | '@' | '%' | '—' | '…' => 0.98,
            'A'..='Z' | '&' => 0.76,
            'a'..='z' | '0'..='9' => 0.58,
            '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{fe0f}' => 0.0,
            '\u{80}'..='\u{24f}' if letter.is_lowercase() => 0.62,
            '\u{80}'..='\u{24f}' => 0.82,
            '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{ffef}' => 1.05,
            '\u{1_0000}'.. => 1.4,
            _ => 0.8,
        };
        base + match self {
            Self::Bold => 0.02,
            Self::Plain => 0.02,
            Self::Serif => 0.03,
        }
    }
}

/// Lines of a text and the size at which they fit.
#[derive(Clone, Debug)]
pub(super) struct Fitted {
    pub(super) lines: Vec<String>,
    pub(super) size: f32,
    face: Face,
}

/// Leading of large type is tight.
const LEADING: f32 = 1.08;

impl Fitted {
    pub(super) fn height(&self) -> f32 {
        self.lines.len() as f32 * self.size * LEADING
    }

    /// Draws the lines with their top at `y`; `anchor` is `start`, `middle` or `end`.
    pub(super) fn draw(&self, out: &mut String, x: f32, y: f32, anchor: &str, fill: &str) {
        if self.lines.is_empty() {
            return;
        }
        let attributes = self.face.attributes();
        let _ = write!(out, r#"<g {attributes} font-size="{:.0}" fill="{fill}" text-anchor="{anchor}">"#, self.size);
        for (index, line) in self.lines.iter().enumerate() {
            let baseline = y + self.size * (0.84 + index as f32 * LEADING);
            let _ = write!(out, r#"<text x="{x:.0}" y="{baseline:.0}">{}</text>"#, escape(line));
        }
        out.push_str("</g>");
    }
}

/// Sets a text as large as an area allows. What does not fit at the smallest size ends in `…`.
pub(super) fn fit(text: &str, setting: Setting, width: f32, height: f32) -> Fitted {
    let face = setting.face;
    let mut clean: String = text.chars().map(|c| if is_xml(c) { c } else { ' ' }).collect();
    if setting.capitals {
        clean = clean.to_uppercase();
    }
    let words: Vec<&str> = clean.split_whitespace().collect();
    let mut size = setting.largest;
    while size > setting.smallest {
        // Words are broken only when nothing else helps.
        let widest = words.iter().map(|word| measure(face, word)).fold(0.0, f32::max) * size;
        let lines = wrap(face, &words, width / size);
        if widest <= width && lines.len() as f32 * size * LEADING <= height {
            return Fitted { lines, size, face };
        }
        size *= 0.94;
    }
    size = setting.smallest;
    let mut lines = wrap(face, &words, width / size);
    let room = ((height / (size * LEADING)) as usize).max(1);
    if lines.len() > room {
        lines.truncate(room);
        if let Some(last) = lines.last_mut() {
            while measure(face, last) + 1.0 > width / size && last.pop().is_some() {}
            last.truncate(last.trim_end_matches([' ', ',', '.', '-', '(']).len());
            last.push('…');
        }
    }
    Fitted { lines, size, face }
}

fn measure(face: Face, text: &str) -> f32 {
    text.chars().map(|letter| face.width(letter)).sum()
}

/// Breaks words into lines of at most `width` ems.
fn wrap(face: Face, words: &[&str], width: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in words {
        let joined = if line.is_empty() { (*word).to_owned() } else { format!("{line} {word}") };
        if measure(face, &joined) <= width {
            line = joined;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for letter in word.chars() {
            if !line.is_empty() && measure(face, &line) + face.width(letter) > width {
                lines.push(std::mem::take(&mut line));
            }
            line.push(letter);
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// Characters that XML 1.0 allows, without those that reorder a line or break it.
fn is_xml(c: char) -> bool {
    !c.is_control()
        && !matches!(c, '\u{fffe}' | '\u{ffff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
}

/// Text as XML character data and attribute values.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if is_xml(c) => out.push(c),
            _ => out.push(' '),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SETTING: Setting = Setting { face: Face::Bold, largest: 90.0, smallest: 20.0, capitals: false };

    #[test]
    fn a_short_title_is_large_and_a_long_one_wraps_at_words() {
        assert!(fit("IV", SETTING, 500.0, 200.0).size > 89.0);
        let long = fit("For Those About To Rock We Salute You", SETTING, 500.0, 200.0);
        assert!(long.lines.len() > 1 && long.lines.join(" ") == "For Those About To Rock We Salute You");
    }

    #[test]
    fn a_text_too_long_ends_in_an_ellipsis() {
        let endless = fit(&"Word ".repeat(400), SETTING, 300.0, 100.0);
        assert!(endless.lines.last().is_some_and(|line| line.ends_with('…')), "{endless:?}");
    }

    proptest! {
        #[test]
        fn no_text_leaves_its_area(text in "\\PC{0,200}", width in 120.0_f32..540.0, height in 40.0_f32..400.0) {
            let fitted = fit(&text, SETTING, width, height);
            prop_assert!(fitted.height() <= height.max(SETTING.smallest * LEADING) + 0.1);
            for line in &fitted.lines {
                prop_assert!(measure(SETTING.face, line) * fitted.size <= width + 0.1, "{line:?}");
            }
        }

        #[test]
        fn escaped_text_has_no_markup(text: String) {
            let escaped = escape(&text);
            prop_assert!(!escaped.contains(['<', '>', '"', '\'']));
            prop_assert!(!escaped.chars().any(|c| c.is_control()));
        }
    }
}
