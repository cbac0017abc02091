//! What customers and staff read and write.

use ::http::Problem;
use kernel::{AttachmentId, CustomerId, EmployeeId, MessageId, OrderId, TicketId, Timestamp, TrackId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TicketState {
    /// The staff's turn.
    Open,
    /// The customer's turn.
    Pending,
    /// Answered, until somebody says otherwise.
    Solved,
    Closed,
}

impl TicketState {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Pending => "pending",
            Self::Solved => "solved",
            Self::Closed => "closed",
        }
    }

    pub const fn is_over(self) -> bool {
        matches!(self, Self::Solved | Self::Closed)
    }
}

/// What the database holds; its CHECK allows nothing else.
impl From<String> for TicketState {
    fn from(text: String) -> Self {
        match text.as_str() {
            "pending" => Self::Pending,
            "solved" => Self::Solved,
            "closed" => Self::Closed,
            _ => Self::Open,
        }
    }
}

/// A conversation as its customer sees it in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct MyTicket {
    pub id: TicketId,
    pub number: i64,
    pub subject: String,
    pub state: TicketState,
    pub order_id: Option<OrderId>,
    pub order_number: Option<String>,
    pub track_id: Option<TrackId>,
    pub track_name: Option<String>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

/// A conversation as its customer reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct MyConversation {
    pub ticket: MyTicket,
    pub messages: Vec<TicketMessage>,
}

/// A conversation as the staff see it in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Ticket {
    pub id: TicketId,
    pub number: i64,
    pub subject: String,
    pub state: TicketState,
    /// Where it began: `web`, `mail` or `staff`.
    pub channel: String,
    pub customer_id: CustomerId,
    pub customer_name: String,
    /// Empty once anonymised.
    pub customer_email: Option<String>,
    pub assignee_id: Option<EmployeeId>,
    pub assignee_name: Option<String>,
    pub order_id: Option<OrderId>,
    pub order_number: Option<String>,
    pub track_id: Option<TrackId>,
    pub track_name: Option<String>,
    pub messages: i64,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
    /// Since when the customer waits for an answer.
    pub waiting_since: Option<Timestamp>,
    /// From the question to the first answer.
    pub first_answer_seconds: Option<i64>,
    /// From the question until it was solved.
    pub resolution_seconds: Option<i64>,
}

/// A conversation as the staff read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Conversation {
    pub ticket: Ticket,
    pub messages: Vec<TicketMessage>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TicketMessage {
    pub id: MessageId,
    /// `customer`, `staff` or `system`.
    pub author: String,
    pub author_name: Option<String>,
    /// `reply`; for the staff also `note` and `event`.
    pub kind: String,
    pub body: String,
    /// `web` or `mail`.
    pub channel: String,
    /// For the staff: a mail came from this address, which is not the customer's.
    pub from_address: Option<String>,
    pub created_at: Timestamp,
    pub attachments: Vec<TicketAttachment>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TicketAttachment {
    pub id: AttachmentId,
    pub file_name: String,
    pub content_type: String,
    pub bytes: i64,
    /// Works for an hour.
    pub url: String,
}

/// What many conversations are like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct TicketSummary {
    pub open: i64,
    pub pending: i64,
    pub solved: i64,
    pub closed: i64,
    /// Customers who wait for an answer.
    pub waiting: i64,
    pub unassigned: i64,
    /// Since when the one who waits longest does.
    pub oldest_waiting: Option<Timestamp>,
    /// On average, over those that were answered.
    pub first_answer_seconds: Option<i64>,
    /// On average, over those that were solved.
    pub resolution_seconds: Option<i64>,
}

const MAX_SUBJECT: usize = 160;
const MAX_BODY: usize = 20_000;
/// Files of one message.
pub const MAX_FILES: usize = 5;

/// A question of a customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewTicket {
    pub subject: String,
    pub body: String,
    /// What it is about.
    #[serde(default)]
    pub order_id: Option<OrderId>,
    #[serde(default)]
    pub track_id: Option<TrackId>,
    /// Files that were sent before.
    #[serde(default)]
    pub attachment_ids: Vec<AttachmentId>,
}

/// A conversation that staff begin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StaffTicket {
    pub customer_id: CustomerId,
    pub subject: String,
    pub body: String,
    #[serde(default)]
    pub order_id: Option<OrderId>,
    #[serde(default)]
    pub attachment_ids: Vec<AttachmentId>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewMessage {
    pub body: String,
    #[serde(default)]
    pub attachment_ids: Vec<AttachmentId>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StaffMessage {
    pub body: String,
    /// A note is for the staff alone.
    #[serde(default)]
    pub note: bool,
    /// What the conversation is after an answer; `pending` when not said.
    #[serde(default)]
    pub state: Option<TicketState>,
    #[serde(default)]
    pub attachment_ids: Vec<AttachmentId>,
}

/// Fields that are left out stay as they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TicketChange {
    pub state: Option<TicketState>,
    /// The number of somebody who helps customers; 0: nobody.
    pub assignee_id: Option<i64>,
}

pub(super) fn check_subject(subject: &str) -> Result<&str, Problem> {
    let subject = subject.trim();
    match crate::orders::text_problem(subject, MAX_SUBJECT, true) {
        Some(why) => Err(Problem::invalid("subject", why)),
        None => Ok(subject),
    }
}

pub(super) fn check_body(body: &str) -> Result<&str, Problem> {
    let body = body.trim();
    if body.is_empty() {
        return Err(Problem::invalid("body", "fill this in"));
    }
    if body.chars().count() > MAX_BODY {
        return Err(Problem::invalid("body", format!("use at most {MAX_BODY} characters")));
    }
    if body.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return Err(Problem::invalid("body", "use plain text"));
    }
    Ok(body)
}
