//! The invoice as PDF, with its own type, so that every name is shown as it is written.

use std::sync::LazyLock;

use kernel::Money;
use krilla::{
    Document,
    color::rgb,
    geom::{PathBuilder, Point},
    metadata::Metadata,
    num::NormalizedF32,
    page::{Page, PageSettings},
    paint::{Fill, Stroke},
    surface::Surface,
    text::{Font, GlyphId, KrillaGlyph},
};
use skrifa::{
    FontRef, MetadataProvider,
    instance::{LocationRef, Size},
};

use super::Invoice;

/// The invoice could not be set.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    #[error("the invoice's type cannot be read")]
    Type,
    #[error("the invoice cannot be set: {0}")]
    Setting(String),
}

/// One weight of the type. Both files are in the binary; their licence is beside them.
struct Weight {
    font: Font,
    metrics: FontRef<'static>,
}

impl Weight {
    fn load(bytes: &'static [u8]) -> Option<Self> {
        Some(Self { font: Font::new(bytes.to_vec().into(), 0)?, metrics: FontRef::new(bytes).ok()? })
    }

    /// One glyph a letter. Letters this type has not become a box, as in any program.
    fn glyphs(&self, text: &str) -> Vec<KrillaGlyph> {
        let advances = self.metrics.glyph_metrics(Size::new(1.0), LocationRef::default());
        let charmap = self.metrics.charmap();
        let glyph = |(at, letter): (usize, char)| {
            let id = charmap.map(letter).unwrap_or_default();
            let advance = advances.advance_width(id).unwrap_or(0.5);
            KrillaGlyph::new(GlyphId::new(id.to_u32()), advance, 0.0, 0.0, 0.0, at..at + letter.len_utf8(), None)
        };
        text.char_indices().map(glyph).collect()
    }

    fn width(&self, text: &str, size: f32) -> f32 {
        self.glyphs(text).iter().map(|glyph| glyph.x_advance).sum::<f32>() * size
    }
}

static REGULAR: LazyLock<Option<Weight>> =
    LazyLock::new(|| Weight::load(include_bytes!("../../fonts/NotoSans-Regular.ttf")));
static BOLD: LazyLock<Option<Weight>> = LazyLock::new(|| Weight::load(include_bytes!("../../fonts/NotoSans-Bold.ttf")));

// A4, in points.
const WIDTH: f32 = 595.0;
const HEIGHT: f32 = 842.0;
const MARGIN: f32 = 56.0;
const RIGHT: f32 = WIDTH - MARGIN;
const BOTTOM: f32 = HEIGHT - 72.0;
/// Right ends of the columns of numbers.
const QUANTITY: f32 = RIGHT - 170.0;
const PRICE: f32 = RIGHT - 85.0;
/// How wide a description may be.
const DESCRIPTION: f32 = QUANTITY - MARGIN - 50.0;

pub(super) fn render(invoice: &Invoice) -> Result<Vec<u8>, PdfError> {
    let (Some(regular), Some(bold)) = (REGULAR.as_ref(), BOLD.as_ref()) else { return Err(PdfError::Type) };
    let mut document = Document::new();
    document.set_metadata(
        Metadata::new()
            .title(format!("Invoice {}", invoice.number))
            .creator(invoice.seller.name.clone())
            .language("en".to_owned()),
    );
    let pages = paginate(invoice, regular);
    let count = pages.len();
    for (number, lines) in (1..).zip(pages) {
        let settings = PageSettings::from_wh(WIDTH, HEIGHT).ok_or(PdfError::Type)?;
        let mut page = document.start_page_with(settings);
        let place = Place { number, count };
        write(&mut page, invoice, &lines, place, (regular, bold));
        page.finish();
    }
    document.finish().map_err(|error| PdfError::Setting(format!("{error:?}")))
}

/// Which page of how many.
#[derive(Clone, Copy)]
struct Place {
    number: usize,
    count: usize,
}

fn write(
    page: &mut Page<'_>,
    invoice: &Invoice,
    lines: &[Row],
    place: Place,
    (regular, bold): (&'static Weight, &'static Weight),
) {
    let mut sheet = Sheet { surface: page.surface(), regular, bold, y: MARGIN };
    if place.number == 1 {
        sheet.head(invoice);
    }
    sheet.table(lines);
    if place.number == place.count {
        sheet.foot(invoice);
    }
    sheet.page_number(invoice, place);
    sheet.surface.finish();
}

/// A line of the table, broken to the width of its column.
struct Row {
    description: Vec<String>,
    quantity: String,
    price: String,
    total: String,
}

const SIZE: f32 = 9.5;
const LEADING: f32 = 13.0;
/// Heights of what is not the table: the first page's head at least, and the sums at the end.
const HEAD: f32 = 170.0;
const FOOT: f32 = 130.0;
/// What stands above the addresses in the head, with the space under it.
const TITLE: f32 = 98.0;
/// How wide an address may be.
const PARTY: f32 = WIDTH / 2.0 - MARGIN - 12.0;
const TABLE_HEAD: f32 = 24.0;

/// As high as its longer address needs.
fn head_height(invoice: &Invoice, type_: &Weight) -> f32 {
    let height = |lines: &[&String]| {
        lines.iter().map(|line| wrap(line, PARTY, SIZE, type_)).map(|parts| height_of(&parts)).sum::<f32>()
    };
    let seller: Vec<&String> = seller(invoice).collect();
    let buyer = invoice.buyer();
    HEAD.max(TITLE + height(&seller).max(height(&buyer.iter().collect::<Vec<_>>())))
}

fn seller(invoice: &Invoice) -> impl Iterator<Item = &String> {
    std::iter::once(&invoice.seller.name).chain(&invoice.seller.address)
}

#[expect(clippy::cast_precision_loss, reason = "a text in a column has few lines")]
fn height_of(lines: &[String]) -> f32 {
    lines.len() as f32 * LEADING
}

/// Which lines stand on which page. The last page keeps room for the sums.
fn paginate(invoice: &Invoice, type_: &Weight) -> Vec<Vec<Row>> {
    let height = BOTTOM - MARGIN - TABLE_HEAD;
    let mut pages: Vec<Vec<Row>> = vec![Vec::new()];
    let mut left = height - head_height(invoice, type_);
    for line in &invoice.lines {
        let row = Row {
            description: wrap(&line.description, DESCRIPTION, SIZE, type_),
            quantity: line.quantity.to_string(),
            price: amount(line.unit_price),
            total: amount(line.total),
        };
        let needs = row.height();
        if needs > left {
            pages.push(Vec::new());
            left = height;
        }
        left -= needs;
        if let Some(page) = pages.last_mut() {
            page.push(row);
        }
    }
    if left < FOOT {
        pages.push(Vec::new());
    }
    pages
}

impl Row {
    fn height(&self) -> f32 {
        height_of(&self.description) + 4.0
    }
}

/// Breaks between words; a word that is too long for a line is broken anywhere.
fn wrap(text: &str, width: f32, size: f32, type_: &Weight) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.last_mut().expect("there is always a line");
        let joined = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if type_.width(&joined, size) <= width {
            *line = joined;
            continue;
        }
        if !line.is_empty() {
            lines.push(String::new());
        }
        for letter in word.chars() {
            let line = lines.last_mut().expect("there is always a line");
            if !line.is_empty() && type_.width(&format!("{line}{letter}"), size) > width {
                lines.push(letter.to_string());
            } else {
                line.push(letter);
            }
        }
    }
    lines
}

/// A page being written, from the top down.
struct Sheet<'a> {
    surface: Surface<'a>,
    regular: &'static Weight,
    bold: &'static Weight,
    y: f32,
}

const INK: (u8, u8, u8) = (28, 25, 23);
const GREY: (u8, u8, u8) = (87, 83, 78);
const RULE: (u8, u8, u8) = (214, 211, 209);

impl Sheet<'_> {
    fn write(&mut self, x: f32, text: &str, size: f32, weight: &Weight, ink: (u8, u8, u8)) {
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(Fill {
            paint: rgb::Color::new(ink.0, ink.1, ink.2).into(),
            opacity: NormalizedF32::ONE,
            rule: krilla::paint::FillRule::default(),
        }));
        let start = Point::from_xy(x, self.y);
        self.surface.draw_glyphs(start, &weight.glyphs(text), weight.font.clone(), text, size, false);
    }

    fn write_right(&mut self, right: f32, text: &str, size: f32, weight: &Weight, ink: (u8, u8, u8)) {
        self.write(right - weight.width(text, size), text, size, weight, ink);
    }

    fn rule(&mut self, y: f32, width: f32, ink: (u8, u8, u8)) {
        let mut path = PathBuilder::new();
        path.move_to(MARGIN, y);
        path.line_to(RIGHT, y);
        let Some(path) = path.finish() else { return };
        self.surface.set_fill(None);
        self.surface.set_stroke(Some(Stroke {
            paint: rgb::Color::new(ink.0, ink.1, ink.2).into(),
            width,
            ..Stroke::default()
        }));
        self.surface.draw_path(&path);
    }

    fn head(&mut self, invoice: &Invoice) {
        self.y += 20.0;
        self.write(MARGIN, &format!("Invoice {}", invoice.number), 22.0, self.bold, INK);
        self.y -= 8.0;
        self.write_right(RIGHT, &format!("Date {}", invoice.issued_at.date()), SIZE, self.regular, INK);
        self.y += LEADING;
        self.write_right(RIGHT, &format!("Order {}", invoice.order_number), SIZE, self.regular, INK);
        self.y += 14.0;
        self.rule(self.y, 1.2, INK);
        self.y += 24.0;
        let top = self.y;
        self.party(MARGIN, "From", seller(invoice));
        self.y = top;
        self.party(WIDTH / 2.0, "To", invoice.buyer().iter());
        self.y = MARGIN + head_height(invoice, self.regular);
    }

    fn party<'t>(&mut self, x: f32, title: &str, lines: impl Iterator<Item = &'t String>) {
        self.write(x, title, 8.0, self.bold, GREY);
        self.y += LEADING;
        for line in lines {
            for part in wrap(line, PARTY, SIZE, self.regular) {
                self.write(x, &part, SIZE, self.regular, INK);
                self.y += LEADING;
            }
        }
    }

    fn table(&mut self, rows: &[Row]) {
        if rows.is_empty() {
            return;
        }
        self.y += 10.0;
        self.write(MARGIN, "Description", 8.0, self.bold, GREY);
        self.write_right(QUANTITY, "Quantity", 8.0, self.bold, GREY);
        self.write_right(PRICE, "Price", 8.0, self.bold, GREY);
        self.write_right(RIGHT, "Paid", 8.0, self.bold, GREY);
        self.rule(self.y + 5.0, 0.8, RULE);
        self.y += TABLE_HEAD - 10.0 + 4.0;
        for row in rows {
            self.write_right(QUANTITY, &row.quantity, SIZE, self.regular, INK);
            self.write_right(PRICE, &row.price, SIZE, self.regular, INK);
            self.write_right(RIGHT, &row.total, SIZE, self.regular, INK);
            let top = self.y;
            for part in &row.description {
                self.write(MARGIN, part, SIZE, self.regular, INK);
                self.y += LEADING;
            }
            self.y = top + row.height();
            self.rule(self.y - LEADING + 1.0, 0.4, RULE);
        }
    }

    fn foot(&mut self, invoice: &Invoice) {
        self.y += 12.0;
        for (name, sum) in invoice.sums() {
            let (weight, size) = if name == "Total" { (self.bold, 12.0) } else { (self.regular, SIZE) };
            self.write_right(PRICE, &name, size, weight, INK);
            self.write_right(RIGHT, &sum.to_string(), size, weight, INK);
            self.y += 16.0;
        }
        self.y += 8.0;
        self.write(
            MARGIN,
            &format!("Paid with: {}.", invoice.paid_with.trim_end_matches('.')),
            SIZE,
            self.regular,
            GREY,
        );
    }

    fn page_number(&mut self, invoice: &Invoice, Place { number, count }: Place) {
        self.y = HEIGHT - 40.0;
        self.write_right(
            RIGHT,
            &format!("Invoice {}, page {number} of {count}", invoice.number),
            8.0,
            self.regular,
            GREY,
        );
    }
}

/// Without the currency, which stands with the sums.
fn amount(money: Money) -> String {
    let text = money.to_string();
    text.split(' ').next().unwrap_or(&text).to_owned()
}

#[cfg(test)]
pub(super) mod tests {
    use std::collections::HashMap;

    use kernel::Timestamp;
    use lopdf::content::Content;

    use super::*;
    use crate::{Seller, invoices::InvoiceLine, orders::Billing};

    pub(in crate::invoices) fn example(lines: i64) -> Invoice {
        let line = |number| InvoiceLine {
            description: format!("Track {number} – Ação & Þór, Łódź, Dvořák, Ἀχιλλεύς, Чайковский"),
            quantity: 1,
            unit_price: Money::usd(99),
            total: Money::usd(89),
            included_tax: Money::usd(0),
        };
        Invoice {
            number: 413,
            order_number: "C-7F3K29QX".to_owned(),
            issued_at: Timestamp::from_millis(1_766_361_600_000),
            seller: Seller {
                name: "Chinook Music".to_owned(),
                address: vec!["1 Harbour Road".to_owned(), "Calgary".to_owned()],
            },
            customer_name: "František Wichterlová".to_owned(),
            billing: Billing {
                name: "František Wichterlová".to_owned(),
                line1: "Ordynacka 10, Stanisław Wójcik".to_owned(),
                line2: Some("Kovács Erzsébet krt. 58.".to_owned()),
                city: "Warszawa".to_owned(),
                region: None,
                postal_code: Some("00-358".to_owned()),
                country: "PL".parse().ok(),
            },
            lines: (1..=lines).map(line).collect(),
            subtotal: Money::usd(99 * lines),
            discount: Money::usd(10 * lines),
            discounts: Vec::new(),
            tax: Money::usd(0),
            total: Money::usd(89 * lines),
            included_tax: None,
            refunded: Money::usd(0),
            paid_with: "Test payment (no money moved)".to_owned(),
        }
    }

    /// The text a reader finds by selecting everything: glyphs, through each font's own table of
    /// what they mean.
    fn text_of(pdf: &[u8]) -> (usize, String) {
        let document = lopdf::Document::load_mem(pdf).unwrap();
        let mut text = String::new();
        let pages = document.get_pages();
        for page in pages.values() {
            let fonts: HashMap<Vec<u8>, HashMap<u16, String>> = document
                .get_page_fonts(*page)
                .unwrap()
                .into_iter()
                .map(|(name, font)| (name, meanings(&document, font)))
                .collect();
            let content = Content::decode(&document.get_page_content(*page).unwrap()).unwrap();
            let mut font = None;
            for operation in content.operations {
                match operation.operator.as_str() {
                    "Tf" => font = fonts.get(operation.operands[0].as_name().unwrap()),
                    "Tj" => text += &meant(operation.operands[0].as_str().unwrap(), font.unwrap()),
                    "TJ" => {
                        for part in operation.operands[0].as_array().unwrap() {
                            text += &part.as_str().map(|glyphs| meant(glyphs, font.unwrap())).unwrap_or_default();
                        }
                    }
                    "ET" => text.push(' '),
                    _ => {}
                }
            }
        }
        (pages.len(), text)
    }

    fn meant(glyphs: &[u8], meanings: &HashMap<u16, String>) -> String {
        glyphs
            .chunks_exact(2)
            .filter_map(|pair| meanings.get(&u16::from_be_bytes([pair[0], pair[1]])))
            .map(String::as_str)
            .collect()
    }

    /// `<0018> <0050>`: glyph 24 means P.
    fn meanings(document: &lopdf::Document, font: &lopdf::Dictionary) -> HashMap<u16, String> {
        let table =
            document.get_object(font.get(b"ToUnicode").unwrap().as_reference().unwrap()).unwrap().as_stream().unwrap();
        let table = String::from_utf8_lossy(&table.get_plain_content().unwrap()).into_owned();
        let number = |hex: &str| u16::from_str_radix(hex, 16).unwrap();
        let pair = |line: &str| {
            let (glyph, letters) = line.strip_prefix('<')?.strip_suffix('>')?.split_once("> <")?;
            let units: Vec<u16> = (0..letters.len() / 4).map(|at| number(&letters[at * 4..at * 4 + 4])).collect();
            Some((number(glyph), String::from_utf16(&units).unwrap()))
        };
        table.lines().filter_map(pair).collect()
    }

    #[test]
    fn names_of_every_country_are_read_back_as_they_were_written() {
        let (pages, text) = text_of(&render(&example(3)).unwrap());
        assert_eq!(pages, 1);
        for part in [
            "Invoice 413",
            "František Wichterlová",
            "Stanisław Wójcik",
            "Kovács Erzsébet",
            "Łódź, Dvořák",
            "Чайковский",
            "2.67 USD",
            "-0.30 USD",
        ] {
            assert!(text.contains(part), "{part} is missing in {text}");
        }
    }

    #[test]
    fn a_long_invoice_goes_on_on_further_pages_and_loses_no_line() {
        let (pages, text) = text_of(&render(&example(300)).unwrap());
        assert!(pages > 5, "{pages}");
        assert!((1..=300).all(|number| text.contains(&format!("Track {number} –"))));
        assert!(text.contains(&format!("page {pages} of {pages}")) && text.contains("267.00 USD"));
    }

    #[test]
    fn what_has_no_letter_in_this_type_is_no_reason_to_fail() {
        let mut invoice = example(1);
        invoice.lines[0].description = "さくら 🎵 ".to_owned() + &"x".repeat(500);
        assert!(render(&invoice).is_ok());
    }
}
