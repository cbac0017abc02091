//! Where the library's table is: SQLite or PostgreSQL, which are brought up to date, or DynamoDB,
//! where opening never makes or changes anything.

use anyhow::{Context, Result, bail};
use kernel::Clock;
use table::Table;

use crate::Config;

/// The table that the configuration names, ready.
pub(crate) async fn open(config: &Config, clock: &Clock) -> Result<Table> {
    if let Some(name) = &config.library_table {
        let table = dynamo(config, name, clock).await?;
        table.check().await?;
        return Ok(table);
    }
    let db = crate::open(config.library_url.as_deref(), &config.data.join("library.sqlite")).await?;
    db.migrate(&[table::schema()]).await.context("the library's table cannot be brought up to date")?;
    let table = Table::sql(db, clock.clone());
    table.settle().await.context("the library's indexes cannot be built")?;
    Ok(table)
}

/// Makes the table on DynamoDB that the setting `library_table` names, or what it lacks. Answers
/// what is so, line by line.
pub async fn create(config: &Config) -> Result<Vec<String>> {
    let Some(name) = &config.library_table else {
        bail!(
            "the setting `library_table` is empty, so the library is kept in SQL and made by `chinook migrate`. To keep \
             it on DynamoDB, set CHINOOK_LIBRARY_TABLE to a name."
        );
    };
    Ok(dynamo(config, name, &Clock::System).await?.create().await?)
}

#[cfg(feature = "aws")]
async fn dynamo(config: &Config, name: &str, clock: &Clock) -> Result<Table> {
    let settings = table::DynamoSettings {
        region: config.library_table_region.clone(),
        endpoint: config.library_table_endpoint.clone(),
        ..table::DynamoSettings::new(name)
    };
    Ok(Table::dynamo(settings, clock.clone()).await)
}

#[cfg(not(feature = "aws"))]
async fn dynamo(_config: &Config, name: &str, _clock: &Clock) -> Result<Table> {
    bail!(
        "the setting `library_table` names {name} on DynamoDB, which this program was built without. Build it with \
         `--features aws`, or empty the setting."
    )
}
