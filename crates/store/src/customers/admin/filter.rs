//! Which customers a list, its sums, its file and its bulk actions are about: a segment.

use ::http::{Problem, Staff, SupportAgent};
use serde::{Deserialize, Serialize};
use sql::Filter;
use utoipa::{IntoParams, ToSchema};

use super::{Reach, Scope, queries};

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, IntoParams, ToSchema)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CustomerFilter {
    /// Stands in the name, the company, the e-mail address or the phone number, or is the customer's number.
    pub q: Option<String>,
    /// ISO 3166 alpha-2; more than one with commas between.
    pub country: Option<String>,
    /// The number of the support agent, or `none`.
    pub agent: Option<String>,
    /// Paid less refunded, in minor units.
    pub spend_min: Option<i64>,
    pub spend_max: Option<i64>,
    /// Orders that were paid.
    pub orders_min: Option<i64>,
    pub orders_max: Option<i64>,
    /// Bought last on this day (`2025-12-01`, in UTC) or later.
    pub last_order_from: Option<String>,
    /// Bought last on this day or before.
    pub last_order_to: Option<String>,
    pub created_from: Option<String>,
    pub created_to: Option<String>,
    /// Whether they want to hear of new music.
    pub newsletter: Option<bool>,
    /// `true`: those whose account was deleted.
    pub deleted: Option<bool>,
    /// A narrower choice.
    #[param(inline)]
    pub scope: Option<Scope>,
}

impl CustomerFilter {
    /// As conditions on `c`, a customer; 400 names what is not understood.
    pub(crate) fn conditions(&self, staff: &Staff<SupportAgent>) -> Result<Filter, Problem> {
        let mut filter = Filter::default();
        Reach::from(staff).push(&mut filter);
        if let Some(scope) = self.scope {
            scope.push(staff.id, &mut filter);
        }
        queries::push(&mut filter, self)?;
        Ok(filter)
    }
}

/// What a list of customers is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CustomerSort {
    pub(crate) column: &'static str,
    pub(crate) text: bool,
    pub(crate) descending: bool,
    pub(crate) name: &'static str,
}

impl CustomerSort {
    const fn new(name: &'static str, column: &'static str, text: bool) -> Self {
        Self { column, text, descending: false, name }
    }

    const ALL: [Self; 5] = [
        Self::new("name", "c.last_name", true),
        Self::new("created_at", "c.created_at", false),
        Self::new("spend", queries::SPEND, false),
        Self::new("orders", queries::ORDERS, false),
        Self::new("last_order", queries::LAST_ORDER, false),
    ];

    /// By name when not said.
    pub fn parse(raw: Option<&str>) -> Result<Self, Problem> {
        let raw = raw.unwrap_or("name");
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
