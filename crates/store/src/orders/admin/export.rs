//! The list as a file: the same filter, the same rows, and a row of sums at the end.

use std::collections::VecDeque;

use ::http::{
    Problem,
    csv::{Cell, Csv},
};
use futures::{Stream, stream};
use kernel::Currency;
use sql::Filter;

use super::{OrderSort, ShopOrder, queries};
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

/// How far the file is.
struct File {
    after: Option<queries::Mark>,
    ready: VecDeque<Vec<Cell>>,
    ended: bool,
    sums: Sums,
}

/// Of the rows that were written: the last row says what the others sum to, whatever changes beside it.
#[derive(Default)]
struct Sums {
    count: i64,
    total: i64,
    refunded: i64,
    net: i64,
}

impl Sums {
    fn add(&mut self, order: &ShopOrder) {
        self.count += 1;
        self.total += order.total.amount;
        self.refunded += order.refunded.amount;
        self.net += order.net_cents();
    }
}

/// All orders of a filter. Pages are read as the file is written: none of it is collected.
pub(super) fn csv(
    shop: Shop,
    filter: Filter,
    sort: OrderSort,
) -> Csv<impl Stream<Item = Result<Vec<Cell>, Problem>> + Send + 'static> {
    let file = File { after: None, ready: VecDeque::new(), ended: false, sums: Sums::default() };
    let rows = stream::try_unfold((shop, filter, file), move |(shop, filter, mut file)| async move {
        if file.ready.is_empty() && !file.ended {
            let page = queries::page(&mut shop.db.read().await?, &filter, sort, file.after.as_ref(), PAGE).await?;
            file.ended = i64::try_from(page.len()).unwrap_or(0) < PAGE;
            file.after = page.last().map(|(_, mark)| mark.clone());
            for (order, _) in &page {
                file.sums.add(order);
                file.ready.push_back(cells(order));
            }
            if file.ended {
                file.ready.push_back(total_cells(&file.sums, shop.settings.currency));
            }
        }
        Ok(file.ready.pop_front().map(|row| (row, (shop, filter, file))))
    });
    Csv { file_name: "orders.csv".to_owned(), heads: HEADS, rows }
}

fn cells(order: &ShopOrder) -> Vec<Cell> {
    let moment = |at: Option<kernel::Timestamp>| at.map_or(Cell::Empty, Cell::plain);
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
        Cell::cents(order.net_cents()),
        Cell::plain(order.total.currency),
        order.invoice_number.map_or(Cell::Empty, Cell::plain),
        Cell::from(order.provider.clone()),
    ]
}

fn total_cells(sums: &Sums, currency: Currency) -> Vec<Cell> {
    let mut row = vec![Cell::Empty; HEADS.len()];
    row[0] = Cell::plain("Total");
    row[9] = Cell::plain(format!("{} orders", sums.count));
    row[10] = Cell::cents(sums.total);
    row[11] = Cell::cents(sums.refunded);
    row[12] = Cell::cents(sums.net);
    row[13] = Cell::plain(currency);
    row
}
