//! Transactions and batches.

use aws_sdk_dynamodb::{
    error::SdkError,
    operation::transact_write_items::TransactWriteItemsError,
    types::{
        AttributeValue, CancellationReason, ConditionCheck, Delete, DeleteRequest, PutRequest, TransactWriteItem,
        Update, WriteRequest,
    },
};
use tokio::task::JoinSet;

use super::{
    Dynamo,
    attributes::{self, GLOBAL, LOCAL},
    retry::{Failure, Tries},
};
use crate::{BatchWrite, Condition, Item, Key, TableError, Write};

/// DynamoDB's own limit on a batch of writes.
const BATCH: usize = 25;

/// Batches on their way at once.
const AT_ONCE: usize = 8;

impl Dynamo {
    pub async fn transact(&self, writes: &[Write], now: i64) -> Result<(), TableError> {
        let mut items = Vec::with_capacity(writes.len());
        // A check of nothing asks nothing: the others' places are kept for the answer.
        let mut places = Vec::with_capacity(writes.len());
        for (place, write) in writes.iter().enumerate() {
            if let Some(item) = self.part(write, now)? {
                items.push(item);
                places.push(place);
            }
        }
        if items.is_empty() {
            return Ok(());
        }
        // With the same token the same transaction is made once, however often its answer is lost.
        let token = kernel::to_hex(self.random.bytes::<16>());
        self.retry("a transaction", || async {
            let request = self.client.transact_write_items().set_transact_items(Some(items.clone()));
            match request.client_request_token(&token).send().await {
                Ok(_) => Ok(()),
                Err(error) => Err(match canceled(&error) {
                    Some(reasons) => judge_reasons(reasons, &places),
                    None => self.judge(error),
                }),
            }
        })
        .await
    }

    fn part(&self, write: &Write, now: i64) -> Result<Option<TransactWriteItem>, TableError> {
        let condition = expression(write.condition(), now);
        let part = TransactWriteItem::builder();
        let part = match write {
            Write::Put(item, _) => part.update(self.update(item, condition)?),
            Write::Delete(key, _) => {
                let mut delete = Delete::builder().table_name(self.table()).set_key(Some(attributes::key(key)));
                if let Some(condition) = condition {
                    delete = delete.condition_expression(condition.text);
                    for (name, value) in condition.values {
                        delete = delete.expression_attribute_values(name, value);
                    }
                    for (name, attribute) in condition.names {
                        delete = delete.expression_attribute_names(*name, *attribute);
                    }
                }
                part.delete(delete.build().map_err(incomplete)?)
            }
            Write::Check(key, _) => {
                let Some(condition) = condition else { return Ok(None) };
                part.condition_check(self.check_of(key, condition)?)
            }
        };
        Ok(Some(part.build()))
    }

    fn check_of(&self, key: &Key, condition: Expression) -> Result<ConditionCheck, TableError> {
        let mut check = ConditionCheck::builder().table_name(self.table()).set_key(Some(attributes::key(key)));
        check = check.condition_expression(condition.text);
        for (name, value) in condition.values {
            check = check.expression_attribute_values(name, value);
        }
        for (name, attribute) in condition.names {
            check = check.expression_attribute_names(*name, *attribute);
        }
        check.build().map_err(incomplete)
    }

    /// A put that counts the version: an update that sets every attribute there is and removes
    /// every other.
    fn update(&self, item: &Item, condition: Option<Expression>) -> Result<Update, TableError> {
        let mut update = Update::builder().table_name(self.table()).set_key(Some(attributes::key(&item.key)));
        let mut set = String::from("set #version = if_not_exists(#version, :zero) + :one, #body = :body");
        let mut gone: Vec<&str> = Vec::new();
        let present: Vec<_> = attributes::index_keys(&item.indexes).collect();
        for (name, value) in &present {
            set.push_str(&format!(", {name} = :{name}"));
            update = update.expression_attribute_values(format!(":{name}"), attributes::text(value));
        }
        let all = LOCAL.into_iter().chain(GLOBAL.into_iter().flat_map(|(pk, sk)| [pk, sk]));
        gone.extend(all.filter(|name| !present.iter().any(|(there, _)| there == name)));
        match item.expiry_seconds() {
            Some(at) => {
                set.push_str(", #expires = :expires");
                update = update.expression_attribute_values(":expires", attributes::number(at));
            }
            None => gone.push("#expires"),
        }
        if !gone.is_empty() {
            set.push_str(" remove ");
            set.push_str(&gone.join(", "));
        }
        update = update
            .update_expression(set)
            .expression_attribute_names("#version", "version")
            .expression_attribute_names("#body", "body")
            .expression_attribute_names("#expires", "expires_at")
            .expression_attribute_values(":zero", attributes::number(0))
            .expression_attribute_values(":one", attributes::number(1))
            .expression_attribute_values(":body", attributes::body(&item.body)?);
        if let Some(condition) = condition {
            update = update.condition_expression(condition.text);
            for (name, value) in condition.values {
                update = update.expression_attribute_values(name, value);
            }
        }
        update.build().map_err(incomplete)
    }

    pub async fn batch_write(&self, writes: Vec<BatchWrite>, version: i64) -> Result<(), TableError> {
        let mut requests = Vec::with_capacity(writes.len().min(BATCH * AT_ONCE));
        let mut running = JoinSet::new();
        let mut writes = writes.into_iter().peekable();
        while let Some(write) = writes.next() {
            requests.push(request(&write, version)?);
            if requests.len() == BATCH || writes.peek().is_none() {
                if running.len() == AT_ONCE {
                    joined(running.join_next().await)?;
                }
                let (dynamo, batch) = (self.clone(), std::mem::take(&mut requests));
                running.spawn(async move { dynamo.write_batch(batch).await });
            }
        }
        while !running.is_empty() {
            joined(running.join_next().await)?;
        }
        Ok(())
    }

    /// Sends a batch, and what DynamoDB left undone of it, until nothing is left.
    async fn write_batch(&self, mut left: Vec<WriteRequest>) -> Result<(), TableError> {
        let mut tries = Tries::new(self, "a batch of writes");
        while !left.is_empty() {
            let answer = self.client.batch_write_item().request_items(self.table(), left.clone()).send().await;
            match answer.map_err(|error| self.judge(error)) {
                Ok(answer) => {
                    let undone = answer.unprocessed_items.unwrap_or_default().remove(self.table()).unwrap_or_default();
                    if undone.is_empty() {
                        return Ok(());
                    }
                    if undone.len() < left.len() {
                        tries.progress();
                    }
                    left = undone;
                    tries.again(format!("{} items were not processed", left.len())).await?;
                }
                Err(Failure::Final(error)) => return Err(error),
                Err(Failure::Later(why)) => tries.again(why).await?,
            }
        }
        Ok(())
    }
}

fn joined(ended: Option<Result<Result<(), TableError>, tokio::task::JoinError>>) -> Result<(), TableError> {
    match ended {
        Some(Ok(outcome)) => outcome,
        Some(Err(error)) => Err(TableError::Backend(format!("a batch of writes was cut off: {error}"))),
        None => Ok(()),
    }
}

fn request(write: &BatchWrite, version: i64) -> Result<WriteRequest, TableError> {
    let request = WriteRequest::builder();
    Ok(match write {
        BatchWrite::Put(item) => {
            let put = PutRequest::builder().set_item(Some(attributes::whole(item, version)?));
            request.put_request(put.build().map_err(incomplete)?)
        }
        BatchWrite::Delete(key) => {
            let delete = DeleteRequest::builder().set_key(Some(attributes::key(key)));
            request.delete_request(delete.build().map_err(incomplete)?)
        }
    }
    .build())
}

struct Expression {
    text: &'static str,
    values: Vec<(&'static str, AttributeValue)>,
    names: &'static [(&'static str, &'static str)],
}

fn expression(condition: Condition, now: i64) -> Option<Expression> {
    let now = (":now", attributes::number(now));
    let expires: &[_] = &[("#expires", "expires_at")];
    Some(match condition {
        Condition::Any => return None,
        Condition::Absent => {
            Expression { text: "attribute_not_exists(pk) or #expires <= :now", values: vec![now], names: expires }
        }
        Condition::Present => Expression {
            text: "attribute_exists(pk) and (attribute_not_exists(#expires) or #expires > :now)",
            values: vec![now],
            names: expires,
        },
        Condition::Version(version) => Expression {
            text: "#version = :version and (attribute_not_exists(#expires) or #expires > :now)",
            values: vec![now, (":version", attributes::number(version))],
            names: &[("#expires", "expires_at"), ("#version", "version")],
        },
    })
}

fn canceled<R>(error: &SdkError<TransactWriteItemsError, R>) -> Option<&[CancellationReason]> {
    match error.as_service_error()? {
        TransactWriteItemsError::TransactionCanceledException(canceled) => Some(canceled.cancellation_reasons()),
        _ => None,
    }
}

/// A condition that does not hold is the answer; else it is another transaction in our way, or too
/// much traffic, and both pass; else the transaction itself is wrong.
fn judge_reasons(reasons: &[CancellationReason], places: &[usize]) -> Failure {
    let with = |code: &str| reasons.iter().position(|reason| reason.code.as_deref() == Some(code));
    if let Some(n) = with("ConditionalCheckFailed") {
        return Failure::Final(TableError::Condition(places.get(n).copied().unwrap_or(n)));
    }
    let passing = ["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"];
    if let Some(code) = passing.into_iter().find(|code| with(code).is_some()) {
        return Failure::Later(code.to_owned());
    }
    let said: Vec<_> = reasons
        .iter()
        .filter(|reason| reason.code.as_deref() != Some("None"))
        .map(|reason| format!("{} {}", reason.code.as_deref().unwrap_or("?"), reason.message.as_deref().unwrap_or("")))
        .collect();
    Failure::Final(TableError::Backend(format!("DynamoDB cancelled a transaction: {}", said.join("; "))))
}

fn incomplete(error: impl std::error::Error) -> TableError {
    TableError::Backend(error.to_string())
}
