//! Draws the artwork of a data set (CSV lines `kind,id,title,artist,genre` on standard input, tabs
//! between the fields) into one HTML sheet, to be looked at.
//!
//! `cargo run -p chinook-media --example gallery < list.tsv > sheet.html`

use media::cover;
use std::io::{BufRead, Write};

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    let width = std::env::args().nth(1).unwrap_or_else(|| "230".into());
    writeln!(out, "<body style='margin:12px;display:flex;flex-wrap:wrap;gap:12px;background:#ddd'>")?;
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let mut fields = line.split('\t');
        let mut next = || fields.next().unwrap_or_default();
        let (kind, id, title, artist, genre) = (next(), next().parse().unwrap_or(0), next(), next(), next());
        let svg = match kind {
            "artist" => cover::artist(id, title, genre),
            "genre" => cover::genre(id, title),
            "playlist" => cover::playlist(id, title),
            _ => cover::album(&cover::AlbumCover { id, title, artist, genre }),
        };
        let encoded: String = svg.bytes().map(|byte| format!("%{byte:02x}")).collect();
        writeln!(out, "<img width={width} height={width} src='data:image/svg+xml,{encoded}'>")?;
    }
    Ok(())
}
