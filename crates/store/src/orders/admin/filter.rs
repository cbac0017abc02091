//! Which orders a list, its totals, its file and its bulk actions are about.

use ::http::{Problem, Staff, SupportAgent};
use kernel::{PromotionId, Timestamp};
use serde::{Deserialize, Serialize};
use sql::Filter;
use utoipa::{IntoParams, ToSchema};

use super::{Reach, queries};
use crate::{customers::admin::Scope, orders::OrderStatus};

/// How the last refund of an order went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OrderRefund {
    /// It failed, and none was asked for since: the money still waits to go back.
    Failed,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, IntoParams, ToSchema)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct OrderFilter {
    /// Begins like the number, or stands in the name or the e-mail address, or is the invoice's number.
    pub q: Option<String>,
    /// One or more states, with commas between: `paid,fulfilled`.
    pub status: Option<String>,
    /// From this day (`2025-12-01`, in UTC) or moment on.
    pub placed_from: Option<String>,
    /// Up to this day, which is included, or before this moment.
    pub placed_to: Option<String>,
    /// ISO 3166 alpha-2 of the billing address.
    pub country: Option<String>,
    /// The number of the customer's support agent, or `none`.
    pub agent: Option<String>,
    pub customer: Option<i64>,
    /// Who took the money, such as `test`.
    pub provider: Option<String>,
    /// In minor units.
    pub total_min: Option<i64>,
    pub total_max: Option<i64>,
    /// `true`: orders whose money does not fit.
    pub held: Option<bool>,
    /// A promotion that took something off the order or off one of its lines.
    pub promotion: Option<PromotionId>,
    /// How the last refund went.
    #[param(inline)]
    pub refund: Option<OrderRefund>,
    /// A narrower choice of customers.
    #[param(inline)]
    pub scope: Option<Scope>,
}

impl OrderFilter {
    /// As conditions on `o`, an order, and `c`, its customer; 400 names what is not understood.
    pub(crate) fn conditions(&self, staff: &Staff<SupportAgent>) -> Result<Filter, Problem> {
        let mut filter = Filter::default();
        Reach::from(staff).push(&mut filter);
        if let Some(scope) = self.scope {
            scope.push(staff.id, &mut filter);
        }
        let statuses = texts(self.status.as_deref());
        if let Some(wrong) = statuses.iter().find(|status| status.parse::<OrderStatus>().is_err()) {
            return Err(Problem::bad_request(format!("`status` does not know `{wrong}`.")));
        }
        queries::push(&mut filter, self, statuses)?;
        Ok(filter)
    }
}

/// `a,b` as two; nothing as none.
pub(crate) fn texts(raw: Option<&str>) -> Vec<String> {
    raw.unwrap_or("").split(',').map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned).collect()
}

/// The beginning of a day or moment; with `after`, the beginning of the day after.
pub(crate) fn moment(name: &str, raw: &str, after: bool) -> Result<i64, Problem> {
    const DAY: i64 = 86_400_000;
    let day = (raw.len() == 10).then(|| format!("{raw}T00:00:00Z").parse::<Timestamp>().ok()).flatten();
    match day {
        Some(day) => Ok(day.millis() + if after { DAY } else { 0 }),
        None => raw.parse::<Timestamp>().map(Timestamp::millis).map_err(|_| {
            Problem::bad_request(format!(
                "`{name}` takes a day such as 2025-12-22, or a moment such as 2025-12-22T10:00:00Z."
            ))
        }),
    }
}

/// `none`, or the number of an employee.
pub(crate) fn agent(raw: &str) -> Result<Option<i64>, Problem> {
    match raw {
        "none" => Ok(None),
        id => {
            id.parse().map(Some).map_err(|_| Problem::bad_request("`agent` takes the number of an employee, or none."))
        }
    }
}

/// What a list of orders is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrderSort {
    pub(crate) column: &'static str,
    pub(crate) text: bool,
    pub(crate) descending: bool,
    pub(crate) name: &'static str,
}

impl OrderSort {
    const fn new(name: &'static str, column: &'static str, text: bool) -> Self {
        Self { column, text, descending: false, name }
    }

    const ALL: [Self; 5] = [
        Self::new("placed_at", "o.placed_at", false),
        Self::new("number", "o.number", true),
        Self::new("total", "o.total_cents", false),
        Self::new("refunded", "o.refunded_cents", false),
        Self::new("customer", "c.last_name", true),
    ];

    /// The newest first when not said.
    pub fn parse(raw: Option<&str>) -> Result<Self, Problem> {
        let raw = raw.unwrap_or("-placed_at");
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
