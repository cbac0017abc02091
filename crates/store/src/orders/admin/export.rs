//! The list as a file: the same filter, the same rows, and a row of sums at the end.

use std::collections::VecDeque;

use ::http::{
    Problem,
    csv::{Cell, Csv},
};
use futures::{Stream, stream};
use sql::Filter;

use super::{OrderSort, OrderTotals, ShopOrder, queries};
use crate::Shop;

const HEADS: &[&str] = &[
    "Number",
    "Placed at",
    "Paid at",
    "Status",
    "Customer no.",
    "Customer",
    "E-mail",
    "Country",
    "Support agent",
    "Items",
    "Total",
    "Refunded",
    "Net",
    "Currency",
    "Invoice",
    "Provider",
];
/// Rows read at a time.
const PAGE: i64 = 500;

enum At {
    Rows(Option<queries::Mark>),
    Totals,
    End,
}

/// All orders of a filter. Pages are read as the file is written: none of it is collected.
pub(super) fn csv(
    shop: Shop,
    filter: Filter,
    sort: OrderSort,
) -> Csv<impl Stream<Item = Result<Vec<Cell>, Problem>> + Send + 'static> {
    let start = (shop, filter, At::Rows(None), VecDeque::new());
    let rows = stream::try_unfold(start, move |(shop, filter, mut at, mut ready)| async move {
        loop {
            if let Some(row) = ready.pop_front() {
                return Ok(Some((row, (shop, filter, at, ready))));
            }
            match &at {
                At::End => return Ok(None),
                At::Totals => {
                    let currency = shop.settings.currency;
                    let sums = queries::totals(&mut shop.db.read().await?, &filter, currency).await?;
                    ready.push_back(total_cells(&sums));
                    at = At::End;
                }
                At::Rows(after) => {
                    let page = queries::page(&mut shop.db.read().await?, &filter, sort, after.as_ref(), PAGE).await?;
                    let more = i64::try_from(page.len()).unwrap_or(0) == PAGE;
                    let last = page.last().map(|(_, mark)| mark.clone());
                    ready.extend(page.iter().map(|(order, _)| cells(order)));
                    at = if more { At::Rows(last) } else { At::Totals };
                }
            }
        }
    });
    Csv { file_name: "orders.csv".to_owned(), heads: HEADS, rows }
}

fn cells(order: &ShopOrder) -> Vec<Cell> {
    let moment = |at: Option<kernel::Timestamp>| at.map_or(Cell::Empty, Cell::plain);
    let paid = if order.paid_at.is_some() { order.total.amount } else { 0 };
    vec![
        Cell::plain(&order.number),
        Cell::plain(order.placed_at),
        moment(order.paid_at),
        Cell::plain(order.status),
        Cell::plain(order.customer_id),
        Cell::text(&order.customer_name),
        Cell::from(order.customer_email.clone()),
        Cell::from(order.country.clone()),
        Cell::from(order.agent_name.clone()),
        Cell::plain(order.item_count),
        Cell::cents(order.total.amount),
        Cell::cents(order.refunded.amount),
        Cell::cents(paid - order.refunded.amount),
        Cell::plain(order.total.currency),
        order.invoice_number.map_or(Cell::Empty, Cell::plain),
        Cell::from(order.provider.clone()),
    ]
}

fn total_cells(sums: &OrderTotals) -> Vec<Cell> {
    let mut row = vec![Cell::Empty; HEADS.len()];
    row[0] = Cell::plain("Total");
    row[9] = Cell::plain(format!("{} orders", sums.count));
    row[10] = Cell::cents(sums.total.amount);
    row[11] = Cell::cents(sums.refunded.amount);
    row[12] = Cell::cents(sums.net.amount);
    row[13] = Cell::plain(sums.total.currency);
    row
}
