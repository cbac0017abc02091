//! ARCHITECTURE.md and the workspace say the same, and the invariants that a script can see hold.

#![allow(clippy::unwrap_used, reason = "helpers of tests may unwrap like tests")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// Each crate of the workspace with the crates of the workspace that it uses (not its tests).
fn workspace() -> BTreeMap<String, BTreeSet<String>> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--format-version", "1", "--offline"])
        .current_dir(root())
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let short = |name: &Value| name.as_str().unwrap().trim_start_matches("chinook-").to_owned();
    let packages = metadata["packages"].as_array().unwrap();
    let ours: BTreeSet<_> = packages.iter().map(|p| p["name"].as_str().unwrap().to_owned()).collect();
    packages
        .iter()
        .map(|package| {
            let uses = package["dependencies"].as_array().unwrap().iter().filter(|d| d["kind"].is_null());
            let uses = uses.filter(|d| ours.contains(d["name"].as_str().unwrap()));
            (short(&package["name"]), uses.map(|d| short(&d["name"])).collect())
        })
        .collect()
}

/// First cells of the tables' rows: `kernel`, `http`, ….
fn named_in_tables() -> BTreeSet<String> {
    let page = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let cell = |line: &str| line.strip_prefix("| `")?.split('`').next().map(str::to_owned);
    page.lines().filter_map(cell).collect()
}

#[test]
fn every_crate_and_folder_is_on_the_page_and_every_name_exists() {
    let crates: BTreeSet<_> = workspace().into_keys().collect();
    let hidden = |name: &str| name.starts_with('.') || ["crates", "target", "chinook-data"].contains(&name);
    let folders: BTreeSet<_> = fs::read_dir(root())
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .filter(|name| !hidden(name))
        .collect();
    let there: BTreeSet<_> = crates.union(&folders).cloned().collect();
    assert_eq!(named_in_tables(), there);
}

#[test]
fn crates_use_only_what_stands_to_their_right() {
    let contexts = ["store", "library", "identity"];
    let ports = ["http", "sql", "table", "blobs", "search", "media", "payments", "notify"];
    let rank = |name: &str| match name {
        "server" | "bench" => 0,
        "app" => 1,
        name if contexts.contains(&name) => 2,
        name if ports.contains(&name) => 3,
        "kernel" | "allocator" => 4,
        other => panic!("{other} has no place in the direction of ARCHITECTURE.md"),
    };
    let allowed_beside = [("table", "sql"), ("payments", "sql")];
    for (user, used) in workspace() {
        for name in used {
            let beside = allowed_beside.contains(&(user.as_str(), name.as_str()));
            assert!(rank(&user) < rank(&name) || beside, "{user} must not use {name}");
        }
    }
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// Every source file of the crates: its path from the root, and its own code without unit tests.
fn sources() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root().join("crates")).unwrap() {
        walk(&entry.unwrap().path().join("src"), &mut found);
    }
    let own = |path: &Path| fs::read_to_string(path).unwrap().split("#[cfg(test)]").next().unwrap().to_owned();
    let name = |path: &Path| path.strip_prefix(root()).unwrap().to_str().unwrap().to_owned();
    found.into_iter().map(|path| (name(&path), own(&path))).collect()
}

#[test]
fn sql_stands_only_in_queries() {
    for (path, code) in sources() {
        let room = path.starts_with("crates/sql/") || path.contains("/queries");
        let asks = ["sqlx::query", "query_as(", "query_scalar(", "QueryBuilder"].iter().any(|call| code.contains(call));
        assert!(room || !asks, "{path} has SQL: it belongs into queries.rs");
    }
}

/// Words of axum that carry no handler: headers and status, and how a room is given its state.
const AXUM_WORDS: [&str; 4] = [
    "axum::http::",
    "axum::extract::FromRef",
    "axum::extract::DefaultBodyLimit",
    "axum::extract::{DefaultBodyLimit, FromRef}",
];

#[test]
fn axum_is_named_only_at_the_doors() {
    let roots = ["crates/http/", "crates/app/", "crates/server/"];
    for (path, code) in sources() {
        let door = roots.iter().any(|root| path.starts_with(root)) || path.contains("/http");
        let names = |line: &&str| line.contains("axum::") && !line.contains("utoipa_axum::");
        let beyond = code.lines().filter(names).find(|line| !AXUM_WORDS.iter().any(|word| line.contains(word)));
        assert!(door || beyond.is_none(), "{path} names axum: {}", beyond.unwrap_or_default());
    }
}

#[test]
fn files_stay_short_enough_to_be_read() {
    for entry in sources() {
        let lines = entry.1.lines().count();
        assert!(lines <= 500, "{} has {lines} lines: split it by verb", entry.0);
    }
}
