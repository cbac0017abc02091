//! The list as a file: the same filter, the same rows, and a row of sums at the end.

use std::collections::VecDeque;

use ::http::{
    Problem,
    csv::{Cell, Csv},
};
use futures::{Stream, stream};
use sql::Filter;

use super::{CustomerSort, CustomerTotals, ShopCustomer, queries};
use crate::Shop;

const HEADS: &[&str] = &[
    "No.",
    "First name",
    "Last name",
    "E-mail",
    "Company",
    "Country",
    "Support agent",
    "Orders",
    "Spend",
    "Currency",
    "Last order",
    "Customer since",
    "Deleted",
];
const PAGE: i64 = 500;

enum At {
    Rows(Option<queries::Mark>),
    Totals,
    End,
}

pub(super) fn csv(
    shop: Shop,
    filter: Filter,
    sort: CustomerSort,
) -> Csv<impl Stream<Item = Result<Vec<Cell>, Problem>> + Send + 'static> {
    let start = (shop, filter, At::Rows(None), VecDeque::new());
    let rows = stream::try_unfold(start, move |(shop, filter, mut at, mut ready)| async move {
        let currency = shop.settings.currency;
        loop {
            if let Some(row) = ready.pop_front() {
                return Ok(Some((row, (shop, filter, at, ready))));
            }
            match &at {
                At::End => return Ok(None),
                At::Totals => {
                    ready.push_back(sums(&queries::totals(&mut shop.db.read().await?, &filter, currency).await?));
                    at = At::End;
                }
                At::Rows(after) => {
                    let mut conn = shop.db.read().await?;
                    let page = queries::page(&mut conn, &filter, sort, after.as_ref(), PAGE, currency).await?;
                    let more = i64::try_from(page.len()).unwrap_or(0) == PAGE;
                    let last = page.last().map(|(_, mark)| mark.clone());
                    ready.extend(page.iter().map(|(customer, _)| cells(customer)));
                    at = if more { At::Rows(last) } else { At::Totals };
                }
            }
        }
    });
    Csv { file_name: "customers.csv".to_owned(), heads: HEADS, rows }
}

fn cells(customer: &ShopCustomer) -> Vec<Cell> {
    let moment = |at: Option<kernel::Timestamp>| at.map_or(Cell::Empty, Cell::plain);
    vec![
        Cell::plain(customer.id),
        Cell::text(&customer.first_name),
        Cell::text(&customer.last_name),
        Cell::from(customer.email.clone()),
        Cell::from(customer.company.clone()),
        Cell::from(customer.country.clone()),
        Cell::from(customer.agent_name.clone()),
        Cell::plain(customer.orders),
        Cell::cents(customer.spend.amount),
        Cell::plain(customer.spend.currency),
        moment(customer.last_order_at),
        Cell::plain(customer.created_at),
        moment(customer.deleted_at),
    ]
}

fn sums(totals: &CustomerTotals) -> Vec<Cell> {
    let mut row = vec![Cell::Empty; HEADS.len()];
    row[0] = Cell::plain("Total");
    row[1] = Cell::plain(format!("{} customers", totals.count));
    row[7] = Cell::plain(totals.orders);
    row[8] = Cell::cents(totals.spend.amount);
    row[9] = Cell::plain(totals.spend.currency);
    row
}
