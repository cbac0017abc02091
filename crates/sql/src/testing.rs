//! A fresh database of each engine for every test, prepared once a run.
//!
//! The PostgreSQL half fails, and does not skip, when no server can be reached: a suite that ran
//! on the easy engine alone has proved half of what it says.

use std::{ops::Deref, str::FromStr};

use kernel::{Clock, Random};
use sha2::{Digest, Sha256};
use sqlx::{ConnectOptions, Connection, Executor, PgConnection, postgres::PgConnectOptions};

use crate::{Db, Schema, merged};

/// A database that belongs to one test.
pub struct TestDb {
    db: Db,
    _folder: Option<tempfile::TempDir>,
}

impl Deref for TestDb {
    type Target = Db;
    fn deref(&self) -> &Db {
        &self.db
    }
}

/// A fresh SQLite file and a fresh PostgreSQL database with `schemas` (and the outbox) in them.
pub async fn databases(schemas: &[fn() -> Schema]) -> Vec<TestDb> {
    vec![sqlite(schemas).await, postgres(schemas).await]
}

/// A fresh SQLite file.
pub async fn sqlite(schemas: &[fn() -> Schema]) -> TestDb {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let db = Db::sqlite(&folder.path().join("test.sqlite")).await.expect("a SQLite file");
    db.migrate(&all(schemas)).await.expect("migrations run on SQLite");
    TestDb { db, _folder: Some(folder) }
}

/// A fresh PostgreSQL database, copied from a template that is migrated once.
pub async fn postgres(schemas: &[fn() -> Schema]) -> TestDb {
    let options = server();
    let schemas = all(schemas);
    let template = template(&options, &schemas).await;
    let name = format!("t_{}", Random::Os.uuid_v7(Clock::System.now()).simple());
    let mut admin = options.connect().await.expect("the PostgreSQL test server answers");
    let create = format!("create database {name} template {template}");
    admin.execute(create.as_str()).await.expect("a database from the template");
    let db = Db::postgres_with(options.database(&name), 8).await.expect("the new database");
    TestDb { db, _folder: None }
}

/// The URL of a fresh PostgreSQL database without tables: for tests that start the binary.
pub async fn postgres_url() -> String {
    let mut admin = server().connect().await.expect("the PostgreSQL test server answers");
    let name = format!("t_{}", Random::Os.uuid_v7(Clock::System.now()).simple());
    admin.execute(format!("create database {name}").as_str()).await.expect("a new database");
    server().database(&name).to_url_lossy().to_string()
}

fn all(schemas: &[fn() -> Schema]) -> Vec<Schema> {
    std::iter::once(crate::schema()).chain(schemas.iter().map(|s| s())).collect()
}

fn server() -> PgConnectOptions {
    #[expect(clippy::disallowed_methods, reason = "tests have no configuration of their own")]
    let url = std::env::var("CHINOOK_TEST_POSTGRES").expect(
        "CHINOOK_TEST_POSTGRES is not set: `make test` starts a PostgreSQL server and sets it; \
         by hand: eval \"$(scripts/test-postgres start)\"",
    );
    PgConnectOptions::from_str(&url).expect("CHINOOK_TEST_POSTGRES is a postgres:// URL").disable_statement_logging()
}

async fn template(options: &PgConnectOptions, schemas: &[Schema]) -> String {
    let migrator = merged(schemas, |s| &s.postgres);
    let mut hash = Sha256::new();
    for migration in migrator.iter() {
        hash.update(migration.version.to_be_bytes());
        hash.update(&migration.checksum);
    }
    let name = format!("tpl_{}", kernel::to_hex(&hash.finalize()[..8]));
    let mut admin = options.connect().await.expect("the PostgreSQL test server answers");
    // One test process prepares the template; the others wait here and find it.
    admin.execute("select pg_advisory_lock(4242)").await.expect("the lock");
    let exists: Option<i32> = sqlx::query_scalar("select 1 from pg_database where datname = $1")
        .bind(&name)
        .fetch_optional(&mut admin)
        .await
        .expect("the list of databases");
    if exists.is_none() {
        let building = format!("{name}_building");
        admin.execute(format!("drop database if exists {building}").as_str()).await.expect("a clean start");
        admin.execute(format!("create database {building}").as_str()).await.expect("the template");
        let mut conn: PgConnection = options.clone().database(&building).connect().await.expect("the template opens");
        migrator.run(&mut conn).await.expect("migrations run on PostgreSQL");
        conn.close().await.expect("the template closes");
        admin
            .execute(format!("alter database {building} rename to {name}").as_str())
            .await
            .expect("the template is ready");
    }
    admin.close().await.expect("the lock is freed");
    name
}
