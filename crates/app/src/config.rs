//! Settings: defaults from the compiled-in file, then `chinook.toml` in the data folder, then the
//! environment.

use std::{
    collections::BTreeMap,
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
    time::Duration,
};

use axum::http::HeaderName;
use identity::PublicUrl;
use kernel::EmailAddress;
use serde::Deserialize;
use toml::{Table, Value};

/// The defaults and what each setting means.
pub const DEFAULTS: &str = include_str!("../config.default.toml");

/// Variables with our prefix that are not settings of this file.
const OTHER_VARIABLES: [&str; 3] = ["CHINOOK_TEST_", "CHINOOK_CRASH_AT", "CHINOOK_BIN"];

/// A setting that cannot be used. The message names it and says what to write.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct ConfigError(String);

/// All settings, checked.
#[derive(Debug, Clone)]
pub struct Config {
    pub listen: SocketAddr,
    pub data: PathBuf,
    pub public_url: PublicUrl,
    pub database_url: Option<String>,
    pub library_url: Option<String>,
    pub library_table: Option<String>,
    pub library_table_region: Option<String>,
    pub library_table_endpoint: Option<String>,
    pub data_set: DataSet,
    pub smtp_url: Option<String>,
    pub mail_from: (String, EmailAddress),
    pub mail_inbound_secret: Option<String>,
    pub shop_name: String,
    pub seller_address: Vec<String>,
    pub order_lifetime: Duration,
    pub trusted_proxies: Vec<IpAddr>,
    pub country_header: Option<HeaderName>,
    pub limit_factor: u32,
    pub log_format: LogFormat,
    pub log: String,
    pub response_cache_bytes: u64,
    pub webhooks_to_private: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DataSet {
    Chinook,
    None,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    Text,
    Json,
}

/// The settings as they are written, after all layers.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    listen: String,
    data: String,
    public_url: String,
    database_url: String,
    library_url: String,
    library_table: String,
    library_table_region: String,
    library_table_endpoint: String,
    data_set: DataSet,
    smtp_url: String,
    mail_from: String,
    mail_inbound_secret: String,
    shop_name: String,
    seller_address: String,
    order_minutes: u64,
    trusted_proxies: String,
    country_header: String,
    limit_factor: u32,
    log_format: LogFormat,
    log: String,
    response_cache_mb: u64,
    webhooks_to_private: u8,
}

impl Config {
    /// The settings in force: defaults, `chinook.toml` in the data folder, then the process's
    /// environment.
    pub fn load() -> Result<Self, ConfigError> {
        Self::from_variables(&std::env::vars().collect())
    }

    /// The same from given variables: for tests and tools.
    pub fn from_variables(variables: &BTreeMap<String, String>) -> Result<Self, ConfigError> {
        let mut table: Table =
            DEFAULTS.parse().map_err(|e| ConfigError(format!("the compiled-in defaults are broken: {e}")))?;
        let data = variables.get("CHINOOK_DATA").cloned().or_else(|| table["data"].as_str().map(str::to_owned));
        overlay_file(&mut table, &PathBuf::from(data.unwrap_or_default()).join("chinook.toml"))?;
        overlay_variables(&mut table, variables)?;
        let raw: Raw = Value::Table(table)
            .try_into()
            .map_err(|e: toml::de::Error| ConfigError(format!("a setting is not understood: {}", e.message())))?;
        raw.check()
    }
}

fn overlay_file(table: &mut Table, path: &Path) -> Result<(), ConfigError> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(ConfigError(format!("{} cannot be read: {error}", path.display()))),
    };
    let file: Table = text
        .parse()
        .map_err(|e: toml::de::Error| ConfigError(format!("{} is not TOML: {}", path.display(), e.message())))?;
    for (name, value) in file {
        if !table.contains_key(&name) {
            return Err(ConfigError(format!(
                "{} has a setting `{name}` that does not exist. `chinook doctor --settings` lists those there are.",
                path.display()
            )));
        }
        table.insert(name, value);
    }
    Ok(())
}

fn overlay_variables(table: &mut Table, variables: &BTreeMap<String, String>) -> Result<(), ConfigError> {
    for (variable, text) in variables {
        let Some(name) = variable.strip_prefix("CHINOOK_") else { continue };
        if OTHER_VARIABLES.iter().any(|other| variable.starts_with(other)) {
            continue;
        }
        let name = name.to_ascii_lowercase();
        // A misspelled variable would be a setting silently not in force.
        let Some(default) = table.get(&name) else {
            return Err(ConfigError(format!(
                "the variable {variable} is set, but there is no setting `{name}`. Remove it, or correct its name."
            )));
        };
        let value = match default {
            Value::Integer(_) => Value::Integer(
                text.trim()
                    .parse()
                    .map_err(|_| ConfigError(format!("{variable} must be a whole number, and is `{text}`.")))?,
            ),
            _ => Value::String(text.clone()),
        };
        table.insert(name, value);
    }
    Ok(())
}

impl Raw {
    fn check(self) -> Result<Config, ConfigError> {
        let wrong = |name: &str, why: &str| ConfigError(format!("the setting `{name}` is wrong: {why}."));
        let listen: SocketAddr =
            self.listen.parse().map_err(|_| wrong("listen", "write an address and a port, such as 127.0.0.1:8080"))?;
        let public_url = if self.public_url.is_empty() { format!("http://{listen}") } else { self.public_url };
        if !(1..=1_000).contains(&self.limit_factor) {
            return Err(wrong("limit_factor", "write a number from 1 to 1000"));
        }
        if (1..20).contains(&self.mail_inbound_secret.len()) {
            return Err(wrong("mail_inbound_secret", "write at least 20 random characters"));
        }
        if !(1..=1_440).contains(&self.order_minutes) {
            return Err(wrong("order_minutes", "write a number from 1 to 1440"));
        }
        if !self.library_table.is_empty() && !self.library_url.is_empty() {
            return Err(wrong("library_table", "`library_url` is set too; empty one of them"));
        }
        let proxies = self.trusted_proxies.split(',').map(str::trim).filter(|p| !p.is_empty());
        Ok(Config {
            listen,
            data: PathBuf::from(self.data),
            public_url: PublicUrl::new(&public_url).map_err(|e| wrong("public_url", &e.to_string()))?,
            database_url: Some(self.database_url).filter(|url| !url.is_empty()),
            library_url: Some(self.library_url).filter(|url| !url.is_empty()),
            library_table: Some(self.library_table).filter(|name| !name.is_empty()),
            library_table_region: Some(self.library_table_region).filter(|region| !region.is_empty()),
            library_table_endpoint: Some(self.library_table_endpoint).filter(|url| !url.is_empty()),
            data_set: self.data_set,
            smtp_url: Some(self.smtp_url).filter(|url| !url.is_empty()),
            mail_from: sender(&self.mail_from)
                .ok_or_else(|| wrong("mail_from", "write it like Chinook <shop@example.com>"))?,
            mail_inbound_secret: Some(self.mail_inbound_secret).filter(|secret| !secret.is_empty()),
            shop_name: self.shop_name,
            seller_address: self
                .seller_address
                .split(';')
                .map(|line| line.trim().to_owned())
                .filter(|line| !line.is_empty())
                .collect(),
            order_lifetime: Duration::from_secs(self.order_minutes * 60),
            trusted_proxies: proxies
                .map(str::parse)
                .collect::<Result<_, _>>()
                .map_err(|_| wrong("trusted_proxies", "write IP addresses, separated by commas"))?,
            country_header: Some(self.country_header.trim())
                .filter(|name| !name.is_empty())
                .map(str::parse)
                .transpose()
                .map_err(|_| wrong("country_header", "write the name of a header, such as CF-IPCountry"))?,
            limit_factor: self.limit_factor,
            log_format: self.log_format,
            log: self.log,
            webhooks_to_private: self.webhooks_to_private == 1,
            response_cache_bytes: self.response_cache_mb.clamp(1, 16_384) * 1024 * 1024,
        })
    }
}

fn sender(raw: &str) -> Option<(String, EmailAddress)> {
    let (name, address) = match raw.split_once('<') {
        Some((name, rest)) => (name.trim(), rest.trim().strip_suffix('>')?),
        None => ("", raw.trim()),
    };
    Some((name.to_owned(), EmailAddress::new(address).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(variables: &[(&str, &str)]) -> Result<Config, ConfigError> {
        Config::from_variables(&variables.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect())
    }

    #[test]
    fn the_defaults_are_what_the_readme_says() {
        let config = with(&[]).unwrap();
        assert_eq!(config.listen.to_string(), "127.0.0.1:8080");
        assert_eq!(config.data, PathBuf::from("./chinook-data"));
        assert_eq!(config.public_url.as_str(), "http://127.0.0.1:8080");
        assert_eq!(config.order_lifetime, Duration::from_secs(1_800));
    }

    #[test]
    fn the_library_is_in_one_place() {
        let both = [("CHINOOK_LIBRARY_TABLE", "library"), ("CHINOOK_LIBRARY_URL", "postgres://x/y")];
        assert!(with(&both).unwrap_err().to_string().contains("empty one of them"));
        let config = with(&[("CHINOOK_LIBRARY_TABLE", "library"), ("CHINOOK_LIBRARY_TABLE_REGION", "eu-central-1")]);
        assert_eq!(config.unwrap().library_table_region.as_deref(), Some("eu-central-1"));
    }

    #[test]
    fn the_environment_wins_over_the_file_and_the_file_over_the_defaults() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("chinook.toml"), "shop_name = \"From the file\"\norder_minutes = 5\n")
            .unwrap();
        let data = folder.path().to_str().unwrap();
        let config = with(&[("CHINOOK_DATA", data), ("CHINOOK_ORDER_MINUTES", "7")]).unwrap();
        assert_eq!(config.shop_name, "From the file");
        assert_eq!(config.order_lifetime, Duration::from_secs(420));
    }

    #[test]
    fn a_wrong_setting_is_named_with_its_remedy() {
        for (variable, value, word) in [
            ("CHINOOK_LISTEN", "8080", "127.0.0.1:8080"),
            ("CHINOOK_LISTN", "x", "CHINOOK_LISTN"),
            ("CHINOOK_ORDER_MINUTES", "soon", "whole number"),
            ("CHINOOK_PUBLIC_URL", "ftp://x", "public_url"),
            ("CHINOOK_MAIL_FROM", "nobody", "mail_from"),
            ("CHINOOK_TRUSTED_PROXIES", "proxy", "IP addresses"),
            ("CHINOOK_LOG_FORMAT", "xml", "not understood"),
        ] {
            let error = with(&[(variable, value)]).unwrap_err().to_string();
            assert!(error.contains(word), "{variable}: {error}");
        }
    }
}
