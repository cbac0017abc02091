//! Employees, customers and what they bought.

use std::collections::HashMap;

use kernel::{AddressId, CountryCode, CustomerId, EmailAddress, EmployeeId, InvoiceId, Random, Timestamp, TrackId};

use super::{
    super::{ImportError, countries, source::Raw},
    cells::Cells,
};

pub(in super::super) struct Employee {
    pub id: EmployeeId,
    pub first_name: String,
    pub last_name: String,
    pub title: Option<String>,
    pub role: Option<&'static str>,
    pub reports_to: Option<EmployeeId>,
    pub born_at: Option<Timestamp>,
    pub hired_at: Option<Timestamp>,
    pub line1: Option<String>,
    pub city: Option<String>,
    pub region: Option<String>,
    pub postal_code: Option<String>,
    pub country: Option<String>,
    pub phone: Option<String>,
    pub fax: Option<String>,
    pub email: Option<String>,
}

/// Without a password: old customers sign in by the reset flow.
pub(in super::super) struct Customer {
    pub id: CustomerId,
    pub first_name: String,
    pub last_name: String,
    pub company: Option<String>,
    pub phone: Option<String>,
    pub fax: Option<String>,
    pub email: EmailAddress,
    pub country: Option<String>,
    pub support_rep_id: Option<EmployeeId>,
    pub created_at: Timestamp,
}

pub(in super::super) struct Address {
    pub id: AddressId,
    pub customer_id: CustomerId,
    pub name: String,
    pub line1: String,
    pub city: String,
    pub region: Option<String>,
    pub postal_code: Option<String>,
    pub country: String,
    pub created_at: Timestamp,
}

pub(in super::super) struct Invoice {
    pub id: InvoiceId,
    pub customer_id: CustomerId,
    pub issued_at: Timestamp,
    pub line1: Option<String>,
    pub city: Option<String>,
    pub region: Option<String>,
    pub country: Option<CountryCode>,
    pub postal_code: Option<String>,
    pub total_cents: i64,
}

pub(in super::super) struct InvoiceLine {
    pub id: i64,
    pub invoice_id: InvoiceId,
    pub track_id: TrackId,
    pub unit_price_cents: i64,
    pub quantity: i64,
}

pub(super) fn employees(raw: &Raw) -> Result<Vec<Employee>, ImportError> {
    let parse = |row: Cells<'_>| {
        Ok(Employee {
            id: row.id(0, EmployeeId::new)?,
            last_name: row.text_or(1, ""),
            first_name: row.text_or(2, ""),
            title: row.opt_text(3),
            role: row.get(3).and_then(role),
            reports_to: row.opt_id(4, EmployeeId::new)?,
            born_at: row.opt_moment(5)?,
            hired_at: row.opt_moment(6)?,
            line1: row.opt_text(7),
            city: row.opt_text(8),
            region: row.opt_text(9),
            country: row.get(10).and_then(countries::code).map(String::from),
            postal_code: row.opt_text(11),
            phone: row.opt_text(12),
            fax: row.opt_text(13),
            email: row.opt_text(14),
        })
    };
    Cells::rows(raw, "employee").map(parse).collect()
}

/// What a job title of the data set may do in the shop.
fn role(title: &str) -> Option<&'static str> {
    match title {
        "General Manager" => Some("general_manager"),
        "Sales Manager" => Some("sales_manager"),
        "Sales Support Agent" => Some("support_agent"),
        "IT Manager" | "IT Staff" => Some("it"),
        _ => None,
    }
}

/// Customers, and the address each of them has, which becomes the default one.
pub(super) fn customers(
    raw: &Raw,
    invoices: &[Invoice],
    opening: Timestamp,
    random: &Random,
) -> Result<(Vec<Customer>, Vec<Address>), ImportError> {
    let mut first_bought: HashMap<CustomerId, Timestamp> = HashMap::new();
    for invoice in invoices {
        let first = first_bought.entry(invoice.customer_id).or_insert(invoice.issued_at);
        *first = invoice.issued_at.min(*first);
    }
    let (mut customers, mut addresses) = (Vec::new(), Vec::new());
    for row in Cells::rows(raw, "customer") {
        let id = row.id(0, CustomerId::new)?;
        let (first_name, last_name) = (row.text_or(1, ""), row.text_or(2, ""));
        // The data set does not say when somebody joined: with the first purchase, at the latest.
        let created_at = first_bought.get(&id).copied().unwrap_or(opening);
        let country = row.get(7).and_then(countries::code).map(String::from);
        if let Some((line1, city, country)) =
            row.opt_text(4).zip(row.opt_text(5)).zip(country.clone()).map(|((l, c), n)| (l, c, n))
        {
            addresses.push(Address {
                id: AddressId::fresh(created_at, random),
                customer_id: id,
                name: format!("{first_name} {last_name}"),
                line1,
                city,
                region: row.opt_text(6),
                postal_code: row.opt_text(8),
                country,
                created_at,
            });
        }
        let email = row.get(11).and_then(|email| EmailAddress::new(email).ok());
        customers.push(Customer {
            id,
            first_name,
            last_name,
            company: row.opt_text(3),
            phone: row.opt_text(9),
            fax: row.opt_text(10),
            email: email.ok_or_else(|| row.bad(11, "an e-mail address"))?,
            country,
            support_rep_id: row.opt_id(12, EmployeeId::new)?,
            created_at,
        });
    }
    Ok((customers, addresses))
}

pub(super) fn invoices(raw: &Raw) -> Result<Vec<Invoice>, ImportError> {
    let parse = |row: Cells<'_>| {
        Ok(Invoice {
            id: row.id(0, InvoiceId::new)?,
            customer_id: row.id(1, CustomerId::new)?,
            issued_at: row.moment(2)?,
            line1: row.opt_text(3),
            city: row.opt_text(4),
            region: row.opt_text(5),
            country: row.get(6).and_then(countries::code),
            postal_code: row.opt_text(7),
            total_cents: row.cents(8)?,
        })
    };
    Cells::rows(raw, "invoice").map(parse).collect()
}

pub(super) fn lines(raw: &Raw) -> Result<Vec<InvoiceLine>, ImportError> {
    let parse = |row: Cells<'_>| {
        Ok(InvoiceLine {
            id: row.whole(0)?,
            invoice_id: row.id(1, InvoiceId::new)?,
            track_id: row.id(2, TrackId::new)?,
            unit_price_cents: row.cents(3)?,
            quantity: row.whole(4)?,
        })
    };
    Cells::rows(raw, "invoice_line").map(parse).collect()
}
