//! Which conversations a list and its sums are about.

use ::http::{Problem, Staff, SupportAgent};
use serde::{Deserialize, Serialize};
use sql::Filter;
use utoipa::IntoParams;

use super::queries;
use crate::customers::admin::{Reach, Scope};

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct TicketFilter {
    /// Stands in the subject, the customer's name or address, or is the number.
    pub q: Option<String>,
    /// One or more of `open`, `pending`, `solved`, `closed`, with commas between.
    pub state: Option<String>,
    /// `me`, `none`, or the number of an employee.
    pub assignee: Option<String>,
    pub customer: Option<i64>,
    pub order: Option<String>,
    /// `true`: customers who wait for an answer.
    pub waiting: Option<bool>,
    pub created_from: Option<String>,
    pub created_to: Option<String>,
    /// A narrower choice of customers.
    #[param(inline)]
    pub scope: Option<Scope>,
}

impl TicketFilter {
    /// As conditions on `t`, a ticket, and `c`, its customer.
    pub(crate) fn conditions(&self, staff: &Staff<SupportAgent>) -> Result<Filter, Problem> {
        let mut filter = Filter::default();
        Reach::from(staff).push(&mut filter);
        if let Some(scope) = self.scope {
            scope.push(staff.id, &mut filter);
        }
        queries::push(&mut filter, self, staff.id)?;
        Ok(filter)
    }
}

/// What a list of conversations is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TicketSort {
    pub(crate) column: &'static str,
    pub(crate) descending: bool,
    pub(crate) name: &'static str,
}

impl TicketSort {
    const fn new(name: &'static str, column: &'static str) -> Self {
        Self { column, descending: false, name }
    }

    const ALL: [Self; 4] = [
        Self::new("updated_at", "t.updated_at"),
        Self::new("created_at", "t.created_at"),
        Self::new("number", "t.number"),
        Self::new("waiting", queries::WAITING),
    ];

    /// What was written into last comes first when not said.
    pub fn parse(raw: Option<&str>) -> Result<Self, Problem> {
        let raw = raw.unwrap_or("-updated_at");
        let (name, descending) = raw.strip_prefix('-').map_or((raw, false), |name| (name, true));
        let sort = Self::ALL.into_iter().find(|sort| sort.name == name);
        sort.map(|sort| Self { descending, ..sort }).ok_or_else(|| {
            let names: Vec<&str> = Self::ALL.iter().map(|sort| sort.name).collect();
            Problem::bad_request(format!(
                "`sort` takes one of {}, with `-` before it for the other direction.",
                names.join(", ")
            ))
        })
    }
}
