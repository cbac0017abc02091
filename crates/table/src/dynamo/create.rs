//! Making the table, exactly as the infrastructure's template does.

use std::time::Duration;

use aws_sdk_dynamodb::{
    error::ProvideErrorMetadata,
    operation::create_table::builders::CreateTableFluentBuilder,
    types::{
        AttributeDefinition, BillingMode, GlobalSecondaryIndex, KeySchemaElement, KeyType, LocalSecondaryIndex,
        PointInTimeRecoverySpecification, Projection, ProjectionType, ScalarAttributeType, StreamSpecification,
        StreamViewType, TableDescription, TimeToLiveSpecification, TimeToLiveStatus,
    },
};

use super::{
    Dynamo,
    attributes::{GLOBAL, LOCAL},
    retry::Failure,
};
use crate::TableError;

/// How long a new table may take.
const LOOKS: usize = 240;

impl Dynamo {
    /// `None` when there is no such table.
    pub(super) async fn describe(&self) -> Result<Option<TableDescription>, TableError> {
        self.retry("a look at the table", || async {
            match self.client.describe_table().table_name(self.table()).send().await {
                Ok(answer) => Ok(answer.table),
                Err(error) if error.code() == Some("ResourceNotFoundException") => Ok(None),
                Err(error) => Err(self.judge(error)),
            }
        })
        .await
    }

    /// Makes what is missing, and says line by line what is so.
    pub async fn create(&self) -> Result<Vec<String>, TableError> {
        let mut said = Vec::new();
        if self.describe().await?.is_none() {
            self.make().await?;
            said.push(format!("made the table {}: on demand, five local and three global indexes", self.table()));
        } else {
            said.push(format!("the table {} is there", self.table()));
        }
        let table = self.active().await?;
        compare(&table)?;
        said.push(self.protect(&table).await?);
        said.push(self.expire().await?);
        said.push(self.recover().await?);
        Ok(said)
    }

    async fn make(&self) -> Result<(), TableError> {
        self.retry("making the table", || async {
            match self.layout()?.send().await {
                Ok(_) => Ok(()),
                // Somebody else makes it too.
                Err(error) if error.code() == Some("ResourceInUseException") => Ok(()),
                Err(error) => Err(self.judge(error)),
            }
        })
        .await
    }

    fn layout(&self) -> Result<CreateTableFluentBuilder, TableError> {
        let mut request = self
            .client
            .create_table()
            .table_name(self.table())
            .billing_mode(BillingMode::PayPerRequest)
            .deletion_protection_enabled(true)
            .stream_specification(streams()?)
            .set_key_schema(Some(schema("pk", "sk")?));
        let pairs = GLOBAL.into_iter().flat_map(|(pk, sk)| [pk, sk]);
        for name in ["pk", "sk"].into_iter().chain(LOCAL).chain(pairs) {
            let attribute = AttributeDefinition::builder().attribute_name(name);
            let attribute = attribute.attribute_type(ScalarAttributeType::S).build().map_err(incomplete)?;
            request = request.attribute_definitions(attribute);
        }
        let everything = || Projection::builder().projection_type(ProjectionType::All).build();
        for name in LOCAL {
            let index = LocalSecondaryIndex::builder().index_name(name).set_key_schema(Some(schema("pk", name)?));
            request = request.local_secondary_indexes(index.projection(everything()).build().map_err(incomplete)?);
        }
        for (n, (pk, sk)) in GLOBAL.into_iter().enumerate() {
            let index = GlobalSecondaryIndex::builder().index_name(format!("gsi{}", n + 1));
            let index = index.set_key_schema(Some(schema(pk, sk)?)).projection(everything());
            request = request.global_secondary_indexes(index.build().map_err(incomplete)?);
        }
        Ok(request)
    }

    async fn active(&self) -> Result<TableDescription, TableError> {
        for _ in 0..LOOKS {
            match self.describe().await? {
                Some(table) if table.table_status.as_ref().is_some_and(|status| status.as_str() == "ACTIVE") => {
                    return Ok(table);
                }
                _ => tokio::time::sleep(Duration::from_millis(500)).await,
            }
        }
        Err(TableError::Backend(format!(
            "the DynamoDB table {} is still not active: look at it in the console, and run `chinook table create` again",
            self.table()
        )))
    }

    /// Stream and deletion protection of a table that was made without them.
    async fn protect(&self, table: &TableDescription) -> Result<String, TableError> {
        let told = table.stream_specification.as_ref().is_some_and(|stream| stream.stream_enabled);
        let kept = table.deletion_protection_enabled == Some(true);
        if !told || !kept {
            self.retry("changing the table", || async {
                let mut request = self.client.update_table().table_name(self.table());
                if !kept {
                    request = request.deletion_protection_enabled(true);
                }
                if !told {
                    request = request.stream_specification(streams()?);
                }
                request.send().await.map(|_| ()).map_err(|error| self.judge(error))
            })
            .await?;
            self.active().await?;
        }
        Ok("its changes are told (Streams, old and new images), and it cannot be deleted by accident".to_owned())
    }

    async fn expire(&self) -> Result<String, TableError> {
        let described = self
            .retry("a look at the expiry", || async {
                let request = self.client.describe_time_to_live().table_name(self.table());
                request.send().await.map_err(|error| self.judge(error))
            })
            .await?;
        let status = described.time_to_live_description.and_then(|it| it.time_to_live_status);
        if !matches!(status, Some(TimeToLiveStatus::Enabled | TimeToLiveStatus::Enabling)) {
            self.retry("turning expiry on", || async {
                let wanted = TimeToLiveSpecification::builder().enabled(true).attribute_name("expires_at");
                let wanted = wanted.build().map_err(incomplete)?;
                let request = self.client.update_time_to_live().table_name(self.table());
                request.time_to_live_specification(wanted).send().await.map(|_| ()).map_err(|error| self.judge(error))
            })
            .await?;
        }
        Ok("what has expired is removed (TTL on expires_at)".to_owned())
    }

    async fn recover(&self) -> Result<String, TableError> {
        self.retry("turning point-in-time recovery on", || async {
            let wanted = PointInTimeRecoverySpecification::builder().point_in_time_recovery_enabled(true);
            let wanted = wanted.build().map_err(incomplete)?;
            let request = self.client.update_continuous_backups().table_name(self.table());
            match request.point_in_time_recovery_specification(wanted).send().await {
                Ok(_) => Ok("it can be restored to any second of the last 35 days (PITR)".to_owned()),
                // A server for tests: nothing there is to be restored.
                Err(error) if self.settings.endpoint.is_some() && error.code() == Some("UnknownOperationException") => {
                    Ok("this server knows no point-in-time recovery: on AWS it would be on".to_owned())
                }
                Err(error) => Err::<_, Failure>(self.judge(error)),
            }
        })
        .await
    }
}

fn schema(pk: &str, sk: &str) -> Result<Vec<KeySchemaElement>, TableError> {
    let element = |name: &str, kind| KeySchemaElement::builder().attribute_name(name).key_type(kind).build();
    let element = |name, kind| element(name, kind).map_err(incomplete);
    Ok(vec![element(pk, KeyType::Hash)?, element(sk, KeyType::Range)?])
}

fn streams() -> Result<StreamSpecification, TableError> {
    let streams = StreamSpecification::builder().stream_enabled(true);
    streams.stream_view_type(StreamViewType::NewAndOldImages).build().map_err(incomplete)
}

/// Local indexes cannot be added to a table that is there: better to stop than to lack one.
fn compare(table: &TableDescription) -> Result<(), TableError> {
    let local = table.local_secondary_indexes().iter().filter_map(|index| index.index_name());
    let global = table.global_secondary_indexes().iter().filter_map(|index| index.index_name());
    let there: Vec<_> = local.chain(global).collect();
    let missing: Vec<_> =
        LOCAL.into_iter().chain(["gsi1", "gsi2", "gsi3"]).filter(|name| !there.contains(name)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    Err(TableError::Backend(format!(
        "the table {} was made by something else and lacks the indexes {}: name another in `library_table`, and run \
         `chinook table create` again",
        table.table_name().unwrap_or("?"),
        missing.join(", ")
    )))
}

fn incomplete(error: impl std::error::Error) -> TableError {
    TableError::Backend(error.to_string())
}
