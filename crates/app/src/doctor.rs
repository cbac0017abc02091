//! `chinook doctor`: checks a configuration and says what is wrong, without changing anything
//! that is there.

use std::{fs, path::Path};

use sql::Db;

use crate::Config;

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub what: String,
    /// `Err` says what is wrong and what to do.
    pub outcome: Result<String, String>,
}

/// Looks at everything the configuration names.
pub async fn examine(config: &Config) -> Vec<Finding> {
    vec![
        finding("data folder", folder(&config.data)),
        finding("secret key", secret(&config.data)),
        finding("shop database", database(config.database_url.as_deref(), &config.data.join("shop.sqlite")).await),
        finding("library table", library_table(config).await),
        finding("address to listen on", listen(config)),
        finding("public address", public_url(config)),
        finding("mail", mail(config)),
    ]
}

fn finding(what: &str, outcome: Result<String, String>) -> Finding {
    Finding { what: what.to_owned(), outcome }
}

fn folder(path: &Path) -> Result<String, String> {
    match fs::metadata(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Ok(format!("{} will be made at the first start", path.display()))
        }
        Err(error) => Err(format!("{} cannot be read: {error}. Check who owns it.", path.display())),
        Ok(found) if !found.is_dir() => Err(format!("{} is a file. Name a folder in CHINOOK_DATA.", path.display())),
        Ok(found) if found.permissions().readonly() => {
            Err(format!("{} may not be written. Check who owns it.", path.display()))
        }
        Ok(_) => Ok(path.display().to_string()),
    }
}

fn secret(data: &Path) -> Result<String, String> {
    let path = data.join("secret.key");
    match fs::read(&path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok("will be made at the first start".to_owned()),
        Err(error) => Err(format!("{} cannot be read: {error}.", path.display())),
        Ok(bytes) => {
            identity::Keys::from_bytes(&bytes).map(|_| path.display().to_string()).map_err(|error| error.to_string())
        }
    }
}

async fn database(url: Option<&str>, file: &Path) -> Result<String, String> {
    let db = match url {
        Some(url) => Db::postgres(url).await.map_err(|error| error.to_string())?,
        None if !file.exists() => return Ok(format!("SQLite, {} will be made at the first start", file.display())),
        None => Db::sqlite(file).await.map_err(|error| error.to_string())?,
    };
    db.read().await.map_err(|error| format!("it opens, but does not answer: {error}"))?;
    let engine = db.engine().to_owned();
    db.close().await;
    Ok(format!("{engine} answers"))
}

async fn library_table(config: &Config) -> Result<String, String> {
    let Some(name) = &config.library_table else {
        return database(config.library_url.as_deref(), &config.data.join("library.sqlite")).await;
    };
    // Opening a table of DynamoDB changes nothing.
    crate::library_table::open(config, &kernel::Clock::System).await.map_err(|error| format!("{error:#}"))?;
    Ok(format!("{name} on DynamoDB answers"))
}

fn listen(config: &Config) -> Result<String, String> {
    match std::net::TcpListener::bind(config.listen) {
        Ok(_) => Ok(config.listen.to_string()),
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {
            Err(format!("{} is taken. Stop the other program, or set CHINOOK_LISTEN.", config.listen))
        }
        Err(error) => Err(format!("{} cannot be opened: {error}. Set CHINOOK_LISTEN.", config.listen)),
    }
}

fn public_url(config: &Config) -> Result<String, String> {
    let url = &config.public_url;
    if !url.is_https() && !config.listen.ip().is_loopback() {
        return Err(format!(
            "{url} is plain http, but other machines can reach it: passwords would travel openly. Set CHINOOK_PUBLIC_URL to the https address of your proxy."
        ));
    }
    Ok(url.to_string())
}

fn mail(config: &Config) -> Result<String, String> {
    match &config.smtp_url {
        None => Ok(format!("written to {}", config.data.join("mail").display())),
        Some(_) => crate::mailer(config).map(|_| "SMTP".to_owned()).map_err(|error| format!("{error:#}")),
    }
}
