//! Who calls, as a type. The composition root authenticates each request once and puts a
//! [`Caller`] into it; a handler says whom it serves by the extractor it takes.

use std::marker::PhantomData;

use axum::{extract::FromRequestParts, http::request::Parts};
use kernel::{AccountId, CustomerId, EmployeeId, SessionId};
use serde::{Deserialize, Serialize};

use crate::Problem;

/// What staff may do, after the titles of the data set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    GeneralManager,
    SalesManager,
    SupportAgent,
    It,
}

impl Role {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::GeneralManager => "general_manager",
            Self::SalesManager => "sales_manager",
            Self::SupportAgent => "support_agent",
            Self::It => "it",
        }
    }

    pub fn parse(raw: &str) -> Option<Self> {
        [Self::GeneralManager, Self::SalesManager, Self::SupportAgent, Self::It]
            .into_iter()
            .find(|role| role.as_str() == raw)
    }
}

/// An authenticated caller. Absent from the request: a visitor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caller {
    Customer { account: AccountId, customer: CustomerId, session: SessionId },
    Staff { account: AccountId, employee: EmployeeId, role: Role, session: SessionId },
}

impl Caller {
    pub fn account(&self) -> AccountId {
        match self {
            Self::Customer { account, .. } | Self::Staff { account, .. } => *account,
        }
    }

    pub fn session(&self) -> SessionId {
        match self {
            Self::Customer { session, .. } | Self::Staff { session, .. } => *session,
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        parts.extensions.get::<Self>().copied().ok_or_else(Problem::unauthenticated)
    }
}

/// Anybody, signed in or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visitor(pub Option<Caller>);

impl<S: Send + Sync> FromRequestParts<S> for Visitor {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Self(parts.extensions.get::<Caller>().copied()))
    }
}

/// A signed-in customer. 401 for visitors, 403 for staff.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Customer {
    pub account: AccountId,
    pub id: CustomerId,
    pub session: SessionId,
}

impl<S: Send + Sync> FromRequestParts<S> for Customer {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        match parts.extensions.get::<Caller>() {
            Some(Caller::Customer { account, customer, session }) => {
                Ok(Self { account: *account, id: *customer, session: *session })
            }
            Some(Caller::Staff { .. }) => {
                Err(Problem::forbidden("This is a staff account. Sign in with a customer's account to buy and listen."))
            }
            None => Err(Problem::unauthenticated()),
        }
    }
}

/// The roles an operation is for.
pub trait RoleSet: Send + Sync + 'static {
    const ROLES: &'static [Role];
}

macro_rules! role_sets {
    ($($(#[$doc:meta])* $name:ident = [$($role:ident),+];)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        pub struct $name;
        impl RoleSet for $name {
            const ROLES: &'static [Role] = &[$(Role::$role),+];
        }
    )+};
}

role_sets! {
    GeneralManager = [GeneralManager];
    /// Sales managers, and the general manager above them.
    SalesManager = [GeneralManager, SalesManager];
    /// Support agents, and everyone above them.
    SupportAgent = [GeneralManager, SalesManager, SupportAgent];
    It = [GeneralManager, It];
    /// Everybody who works here.
    AnyStaff = [GeneralManager, SalesManager, SupportAgent, It];
}

/// A signed-in member of staff with one of the roles of `R`.
#[derive(Debug, Clone, Copy)]
pub struct Staff<R> {
    pub account: AccountId,
    pub id: EmployeeId,
    pub role: Role,
    for_roles: PhantomData<R>,
}

impl<S: Send + Sync, R: RoleSet> FromRequestParts<S> for Staff<R> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        match parts.extensions.get::<Caller>() {
            Some(Caller::Staff { account, employee, role, .. }) if R::ROLES.contains(role) => {
                Ok(Self { account: *account, id: *employee, role: *role, for_roles: PhantomData })
            }
            Some(_) => Err(Problem::forbidden("Your role does not include this.")),
            None => Err(Problem::unauthenticated()),
        }
    }
}
