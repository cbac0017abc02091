//! Who works here, and who reports to whom. How they sign in is identity's.

mod queries;

use kernel::{EmployeeId, Timestamp};
use sql::{Conn, Error};

pub use queries::{by_id, change, create, hand_over, list, lock, set_left};

/// Somebody who works here.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Employee {
    pub id: EmployeeId,
    pub first_name: String,
    pub last_name: String,
    pub title: Option<String>,
    pub role: Option<String>,
    pub reports_to: Option<EmployeeId>,
    pub email: Option<String>,
    pub hired_at: Option<Timestamp>,
}

impl Employee {
    pub fn name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
    }
}

/// Somebody who is to work here.
#[derive(Debug, Clone)]
pub struct NewEmployee {
    pub first_name: String,
    pub last_name: String,
    pub title: Option<String>,
    pub role: &'static str,
    pub reports_to: Option<EmployeeId>,
    pub email: String,
}

/// Whether `manager` stands below `employee`, or is them: then they cannot be their manager.
pub async fn is_below(conn: &mut Conn, manager: EmployeeId, employee: EmployeeId) -> Result<bool, Error> {
    let all = list(conn).await?;
    let mut above = Some(manager);
    // No path is longer than there are people.
    for _ in 0..=all.len() {
        match above {
            Some(id) if id == employee => return Ok(true),
            Some(id) => above = all.iter().find(|person| person.id == id).and_then(|person| person.reports_to),
            None => return Ok(false),
        }
    }
    Ok(true)
}
