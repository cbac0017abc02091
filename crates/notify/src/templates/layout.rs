//! The look of every mail: one column, system fonts, light and dark, readable without images.
//! Styles stand on the elements because mail programs drop style sheets; the sheet in the head
//! only adds the dark colours for those that keep it.

use super::{Shop, html};
use html::{escape, is_web_link};

/// Columns of the text version.
const WIDTH: usize = 72;

/// A piece of a mail.
#[derive(Debug, Clone)]
pub(super) enum Block {
    Heading(String),
    Text(String),
    /// A line of what was bought: what, a word under it, and what it cost.
    Item {
        title: String,
        detail: String,
        amount: String,
    },
    /// A line of a sum; `strong` for the last one.
    Sum {
        label: String,
        amount: String,
        strong: bool,
    },
    Button {
        label: String,
        link: String,
    },
    /// Small print.
    Fine(String),
}

impl Block {
    pub(super) fn heading(text: &str) -> Self {
        Self::Heading(text.to_owned())
    }

    pub(super) fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    pub(super) fn fine(text: &str) -> Self {
        Self::Fine(text.to_owned())
    }

    pub(super) fn button(label: &str, link: &str) -> Self {
        Self::Button { label: label.to_owned(), link: link.to_owned() }
    }

    pub(super) fn sum(label: &str, amount: impl ToString) -> Self {
        Self::Sum { label: label.to_owned(), amount: amount.to_string(), strong: false }
    }

    pub(super) fn total(label: &str, amount: impl ToString) -> Self {
        Self::Sum { label: label.to_owned(), amount: amount.to_string(), strong: true }
    }

    fn is_row(&self) -> bool {
        matches!(self, Self::Item { .. } | Self::Sum { .. })
    }
}

/// The mail as plain text.
pub(super) fn text(shop: &Shop, reason: &str, blocks: &[Block]) -> String {
    let mut out = String::new();
    for (i, block) in blocks.iter().enumerate() {
        let follows_row = i > 0 && blocks[i - 1].is_row() && block.is_row();
        if i > 0 && !follows_row {
            out.push('\n');
        }
        out.push_str(&text_block(block));
    }
    out.push_str("\n-- \n");
    out.push_str(&format!("{} · {}\n", shop.name, shop.url));
    out.push_str(&wrap(reason));
    out
}

fn text_block(block: &Block) -> String {
    match block {
        Block::Heading(text) => format!("{}\n{}\n", text, "=".repeat(text.chars().count().min(WIDTH))),
        Block::Text(text) | Block::Fine(text) => wrap(text),
        Block::Button { label, link } => format!("{label}:\n{link}\n"),
        Block::Sum { label, amount, .. } => aligned(label, amount),
        Block::Item { title, detail, amount } if detail.is_empty() => aligned(title, amount),
        Block::Item { title, detail, amount } => format!("{}  {detail}\n", aligned(title, amount)),
    }
}

/// The label to the left, the amount to the right; a long label gets lines of its own.
fn aligned(label: &str, amount: &str) -> String {
    let room = WIDTH.saturating_sub(amount.chars().count() + 2);
    let label_width = label.chars().count();
    if label_width <= room {
        return format!("{label}{}{amount}\n", " ".repeat(WIDTH - label_width - amount.chars().count()));
    }
    format!("{}{amount:>WIDTH$}\n", wrap(label))
}

fn wrap(text: &str) -> String {
    let mut out = String::new();
    let mut column = 0;
    for word in text.split_whitespace() {
        let width = word.chars().count();
        if column > 0 && column + 1 + width > WIDTH {
            out.push('\n');
            column = 0;
        }
        if column > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += width;
    }
    out.push('\n');
    out
}

/// The mail as HTML.
pub(super) fn html(shop: &Shop, subject: &str, reason: &str, blocks: &[Block]) -> String {
    let mut body = String::new();
    let mut in_table = false;
    for block in blocks {
        if block.is_row() != in_table {
            in_table = block.is_row();
            body.push_str(if in_table { TABLE_OPEN } else { "</table>\n" });
        }
        body.push_str(&html_block(block));
    }
    if in_table {
        body.push_str("</table>\n");
    }
    let home = if is_web_link(&shop.url) {
        format!(r#"<a href="{0}" target="_blank" rel="noopener" style="color:inherit">{0}</a>"#, escape(&shop.url))
    } else {
        escape(&shop.url)
    };
    SHELL
        .replace("{subject}", &escape(subject))
        .replace("{shop}", &escape(&shop.name))
        .replace("{home}", &home)
        .replace("{reason}", &escape(reason))
        // Last, so that words of a user are never searched for placeholders.
        .replacen("{body}", &body, 1)
}

fn html_block(block: &Block) -> String {
    match block {
        Block::Heading(text) => {
            format!("<h1 style=\"margin:0 0 20px;font-size:24px;line-height:1.25\">{}</h1>\n", escape(text))
        }
        Block::Text(text) => format!("<p style=\"margin:0 0 16px\">{}</p>\n", escape(text)),
        Block::Fine(text) => {
            format!("<p class=\"soft\" style=\"margin:16px 0 0;font-size:14px;color:#5f6472\">{}</p>\n", escape(text))
        }
        Block::Button { label, link } if is_web_link(link) => html_button(&escape(label), &escape(link)),
        Block::Button { label, link } => format!("<p>{}: {}</p>\n", escape(label), escape(link)),
        Block::Item { title, detail, amount } => {
            let detail = match detail.as_str() {
                "" => String::new(),
                detail => {
                    format!("<br><span class=\"soft\" style=\"font-size:14px;color:#5f6472\">{}</span>", escape(detail))
                }
            };
            html_row("", &format!("{}{detail}", escape(title)), &escape(amount))
        }
        Block::Sum { label, amount, strong } => {
            html_row(if *strong { "font-weight:700;" } else { "" }, &escape(label), &escape(amount))
        }
    }
}

const TABLE_OPEN: &str =
    "<table width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"border-collapse:collapse;margin:8px 0 24px\">\n";

fn html_row(style: &str, label: &str, amount: &str) -> String {
    let cell = "padding:10px 0;border-top:1px solid #dfe1e8;vertical-align:top";
    format!(
        "<tr style=\"{style}\"><td class=\"line\" style=\"{cell}\">{label}</td>\
         <td class=\"line\" align=\"right\" style=\"{cell};padding-left:16px;white-space:nowrap\">{amount}</td></tr>\n"
    )
}

fn html_button(label: &str, link: &str) -> String {
    format!(
        "<p style=\"margin:24px 0\"><a href=\"{link}\" target=\"_blank\" rel=\"noopener\" class=\"button\" \
         style=\"display:inline-block;padding:13px 24px;border-radius:999px;background:#4b2fbf;color:#ffffff;\
         font-weight:600;text-decoration:none\">{label}</a></p>\n\
         <p class=\"soft\" style=\"margin:0 0 16px;font-size:14px;color:#5f6472;word-break:break-all\">\
         Or open this address: {link}</p>\n"
    )
}

const SHELL: &str = r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{subject}</title>
<style>
@media (prefers-color-scheme: dark) {
  .page { background: #14141b !important; color: #ececf2 !important; }
  .card { background: #1f1f29 !important; }
  .soft { color: #a9adbd !important; }
  .line { border-color: #34343f !important; }
  .button { background: #b8a6ff !important; color: #17112e !important; }
}
</style>
</head>
<body class="page" style="margin:0;background:#f3f3f7;color:#1b1b24;font:16px/1.55 system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px"><tr><td style="padding:8px 4px 16px;font-size:20px;font-weight:700;letter-spacing:-.01em">♪ {shop}</td></tr>
<tr><td class="card" style="background:#ffffff;border-radius:16px;padding:32px 28px">
{body}</td></tr>
<tr><td class="soft" style="padding:20px 4px;font-size:13px;color:#5f6472">{reason}<br>{shop} · {home}</td></tr></table>
</td></tr></table>
</body>
</html>
"#;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_stand_in_one_column_and_long_titles_wrap() {
        assert_eq!(aligned("Tax", "0.00 USD").trim_end().chars().count(), WIDTH);
        let long = aligned(&"word ".repeat(30), "0.99 USD");
        assert!(long.lines().all(|line| line.chars().count() <= WIDTH), "{long}");
        assert!(long.trim_end().ends_with("0.99 USD"));
    }

    #[test]
    fn a_link_that_is_no_web_address_is_not_clickable() {
        let block = Block::button("Go", "javascript:alert(1)");
        assert!(!html_block(&block).contains("href"));
    }
}
