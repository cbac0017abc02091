//! What every report answers: columns that say what they measure, rows, totals.

use kernel::Currency;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Interval, Report, Span};

/// How a column is read and printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = FigureKind)]
pub enum Kind {
    Text,
    Count,
    /// Whole minor units of the report's currency.
    Money,
    /// Hundredths of a percent: 1250 is 12.5 %.
    Percent,
}

/// A column, and what it measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ReportColumn)]
pub struct Column {
    pub key: &'static str,
    pub label: &'static str,
    pub kind: Kind,
    /// In words, for a tooltip and below a printed table.
    pub definition: &'static str,
}

/// A number, a text or nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(untagged)]
#[schema(as = ReportCell)]
pub enum Cell {
    Number(i64),
    Text(String),
    Nothing,
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Nothing, Into::into)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ReportRow)]
pub struct Row {
    /// Of what the row is about: a number of the catalogue, a country, the first day of a period.
    pub id: String,
    /// In the order of the columns.
    pub cells: Vec<Cell>,
    /// The same in the period it is compared with.
    pub previous: Option<Vec<Cell>>,
}

/// How the rows are best drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ReportDrawing)]
pub enum Drawing {
    /// A line over time.
    Line,
    Bars,
    /// Shades of a table of months.
    Heat,
}

/// A report over a range of days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ReportTable)]
pub struct Table {
    pub report: Report,
    pub title: &'static str,
    pub description: &'static str,
    #[serde(flatten)]
    pub span: Span,
    /// What it is compared with.
    pub previous: Option<Span>,
    pub interval: Option<Interval>,
    /// Days begin and end in this time zone.
    pub time_zone: &'static str,
    pub currency: Currency,
    pub drawing: Drawing,
    /// The column that is drawn.
    pub drawn: &'static str,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    /// Over all rows, also those that are not shown. Nothing where a sum has no meaning.
    pub totals: Vec<Cell>,
    pub previous_totals: Option<Vec<Cell>>,
    /// There are more rows; the CSV has all of them.
    pub more: bool,
}

/// `part` of `whole` in hundredths of a percent, halves rounded up.
pub(super) fn percent(part: i64, whole: i64) -> Option<i64> {
    (whole != 0).then(|| {
        let exact = i128::from(part) * 20_000 + i128::from(whole);
        i64::try_from(exact.div_euclid(i128::from(whole) * 2)).unwrap_or(0)
    })
}

/// An average, halves rounded up.
pub(super) fn average(sum: i64, count: i64) -> Option<i64> {
    (count > 0).then(|| (sum * 2 + count).div_euclid(count * 2))
}

pub(super) const TEXT: Kind = Kind::Text;

pub(super) const fn text(key: &'static str, label: &'static str) -> Column {
    Column { key, label, kind: TEXT, definition: "" }
}

pub(super) const ORDERS: Column =
    Column { key: "orders", label: "Orders", kind: Kind::Count, definition: "Orders that were paid in the period." };
pub(super) const UNITS: Column = Column {
    key: "units",
    label: "Tracks sold",
    kind: Kind::Count,
    definition: "Tracks of the orders paid in the period; an album counts with each of its tracks.",
};
pub(super) const GROSS: Column = Column {
    key: "gross",
    label: "Gross sales",
    kind: Kind::Money,
    definition: "The prices of what was sold, before promotions, with the tax that is in them.",
};
pub(super) const DISCOUNTS: Column = Column {
    key: "discounts",
    label: "Discounts",
    kind: Kind::Money,
    definition: "What promotions took off, and what albums cost less than their tracks.",
};
pub(super) const SALES: Column = Column {
    key: "sales",
    label: "Sales",
    kind: Kind::Money,
    definition: "What customers paid: prices less discounts, with the tax that is in them.",
};
pub(super) const REFUNDS: Column = Column {
    key: "refunds",
    label: "Refunds",
    kind: Kind::Money,
    definition: "Money sent back in the period, whenever the order was paid. Of a part of an order, each track carries its share.",
};
pub(super) const NET: Column = Column {
    key: "net",
    label: "Net sales",
    kind: Kind::Money,
    definition: "Gross sales less discounts and refunds: what the shop kept, with the tax that is in it.",
};
pub(super) const TAX: Column = Column {
    key: "tax",
    label: "Tax",
    kind: Kind::Money,
    definition: "The tax in net sales: of what was sold, less that of what was sent back.",
};
pub(super) const AVERAGE: Column = Column {
    key: "average_order",
    label: "Average order",
    kind: Kind::Money,
    definition: "Gross sales less discounts, divided by the number of orders. Refunds do not lower it.",
};
pub(super) const SHARE: Column =
    Column { key: "share", label: "Share", kind: Kind::Percent, definition: "Of the net sales of all rows." };

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_and_averages_round_halves_up_and_divide_by_nothing_never() {
        assert_eq!((percent(1, 3), percent(2, 3), percent(1, 0)), (Some(3_333), Some(6_667), None));
        assert_eq!((average(232_860, 412), average(5, 2), average(1, 0)), (Some(565), Some(3), None));
    }
}
