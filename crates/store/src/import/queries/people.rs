//! Writing staff and customers, and who of them may sign in.

use sql::{Conn, Error, on};

use super::super::{Person, model::DataSet};

pub(super) async fn employees(conn: &mut Conn, data: &DataSet) -> Result<usize, Error> {
    Ok(insert!(
        conn,
        "insert into employees (id, first_name, last_name, title, role, reports_to, born_at, hired_at, line1, city, region,
           postal_code, country, phone, fax, email) ",
        data.employees,
        |v, e| v
            .push_bind(e.id)
            .push_bind(&e.first_name)
            .push_bind(&e.last_name)
            .push_bind(&e.title)
            .push_bind(e.role)
            .push_bind(e.reports_to)
            .push_bind(e.born_at)
            .push_bind(e.hired_at)
            .push_bind(&e.line1)
            .push_bind(&e.city)
            .push_bind(&e.region)
            .push_bind(&e.postal_code)
            .push_bind(&e.country)
            .push_bind(&e.phone)
            .push_bind(&e.fax)
            .push_bind(&e.email)
    ))
}

pub(super) async fn customers(conn: &mut Conn, data: &DataSet) -> Result<usize, Error> {
    Ok(insert!(
        conn,
        "insert into customers (id, first_name, last_name, company, phone, fax, email, email_key, country, support_rep_id, created_at) ",
        data.customers,
        |v, p| v
            .push_bind(p.id)
            .push_bind(&p.first_name)
            .push_bind(&p.last_name)
            .push_bind(&p.company)
            .push_bind(&p.phone)
            .push_bind(&p.fax)
            .push_bind(p.email.as_str())
            .push_bind(p.email.key())
            .push_bind(&p.country)
            .push_bind(p.support_rep_id)
            .push_bind(p.created_at)
    ))
}

pub(super) async fn addresses(conn: &mut Conn, data: &DataSet) -> Result<usize, Error> {
    Ok(insert!(
        conn,
        "insert into addresses (id, customer_id, name, line1, city, region, postal_code, country, is_default, created_at) ",
        data.addresses,
        |v, a| v
            .push_bind(a.id)
            .push_bind(a.customer_id)
            .push_bind(&a.name)
            .push_bind(&a.line1)
            .push_bind(&a.city)
            .push_bind(&a.region)
            .push_bind(&a.postal_code)
            .push_bind(&a.country)
            .push_bind(true)
            .push_bind(a.created_at)
    ))
}

/// Staff first, then customers, each by id.
pub(in super::super) async fn people(conn: &mut Conn) -> Result<Vec<Person>, Error> {
    let mut people = on!(conn, c => sqlx::query_as::<_, Person>(
        "select id, true as is_staff, email, first_name || ' ' || last_name as name, role
         from employees
         where email is not null
         order by id",
    )
    .fetch_all(c)
    .await)?;
    people.extend(on!(conn, c => sqlx::query_as::<_, Person>(
        "select id, false as is_staff, email, first_name || ' ' || last_name as name, null as role
         from customers
         where email is not null
           and deleted_at is null
         order by id",
    )
    .fetch_all(c)
    .await)?);
    Ok(people)
}
