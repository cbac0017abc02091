//! Our own JSON: everything a library holds.

use std::io::{self, Write};

use kernel::Timestamp;
use serde::Serialize;

use super::super::json::MARK;

pub fn head(now: Timestamp, out: &mut impl Write) -> io::Result<()> {
    write!(out, "{{\"format\":\"{MARK}\",\"version\":1,\"exported_at\":\"{now}\",\n\"songs\":[")
}

pub fn element(value: &impl Serialize, first: bool, out: &mut impl Write) -> io::Result<()> {
    out.write_all(if first { b"\n" } else { b",\n" })?;
    Ok(serde_json::to_writer(out, value)?)
}

pub fn between(out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"],\n\"playlists\":[")
}

pub fn tail(out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"]}\n")
}
