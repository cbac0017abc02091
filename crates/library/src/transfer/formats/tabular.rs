//! Tables of text with any columns: CSV, semicolons, tabs; in UTF-8 or what came before it.

use std::{collections::BTreeMap, io::Read};

use csv::ByteRecord;

use super::{
    ReadError, Result, Rows,
    columns::{self, Column, Field},
    source::{self, Bounded, Budget, Charset},
    values,
};
use crate::transfer::record::{EntryRef, PlaylistRecord, SongRecord};

/// How many rows are looked at to guess units, scales and whether there is a header.
const SAMPLE_ROWS: usize = 500;
/// How many values of a column a person is shown.
const SHOWN_SAMPLES: usize = 5;
/// A table has no more columns than this.
const MAX_COLUMNS: usize = 512;

/// Column name to field name; `None` leaves the column out.
pub type Mapping = BTreeMap<String, Option<String>>;

/// What a table looks like from its first rows.
#[derive(Debug, Clone)]
pub struct Sheet {
    pub delimiter: u8,
    /// The first row names the columns.
    pub header: bool,
    /// Unique names; `Column 1` and so on where the file has none.
    pub names: Vec<String>,
    /// Of each column, the values of the first rows.
    samples: Vec<Vec<String>>,
    pub guessed: Vec<Option<Field>>,
    /// The cells of the very first row.
    pub first: Vec<String>,
}

impl Sheet {
    /// Understands the beginning of a table, already in UTF-8 or a single-byte set.
    pub fn look(head: &[u8], charset: &mut Charset) -> Result<Self> {
        let (delimiter, skip) = delimiter(head);
        let mut records = first_records(&head[skip..], delimiter, charset)?;
        if records.is_empty() {
            return Err(ReadError::unreadable("The file is empty: there is no row in it."));
        }
        let first = records[0].clone();
        if first.len() > MAX_COLUMNS {
            return Err(ReadError::unreadable(format!("The table has more than {MAX_COLUMNS} columns.")));
        }
        let guessed = columns::guess(&first);
        let header = guessed.iter().any(Option::is_some) || !first.iter().any(|cell| looks_like_data(cell));
        if header {
            records.remove(0);
        }
        let names = if header { unique(&first) } else { (1..=first.len()).map(|n| format!("Column {n}")).collect() };
        let column = |at: usize| records.iter().filter_map(move |row| row.get(at)).filter(|c| !c.is_empty()).cloned();
        let samples = (0..names.len()).map(|at| column(at).collect()).collect();
        let guessed = if header { guessed } else { vec![None; names.len()] };
        Ok(Self { delimiter, header, names, samples, guessed, first })
    }

    /// A few values of a column, to be shown.
    pub fn shown(&self, column: usize) -> Vec<String> {
        let cut = |cell: &String| cell.chars().take(80).collect();
        self.samples.get(column).map(|all| all.iter().take(SHOWN_SAMPLES).map(cut).collect()).unwrap_or_default()
    }

    /// The column of each place that is used. `Err` names a column or a field that does not exist.
    pub fn plan(&self, mapping: Option<&Mapping>) -> Result<Vec<Option<Column>>> {
        let mut fields = self.guessed.clone();
        for (name, field) in mapping.into_iter().flatten() {
            let Some(at) = self.names.iter().position(|known| known == name) else {
                return Err(ReadError::unreadable(format!("There is no column “{name}” in this file.")));
            };
            fields[at] = match field {
                None => None,
                Some(field) => Some(Field::named(field).ok_or_else(|| {
                    ReadError::unreadable(format!("“{field}” is no field of a song, so no column can become it."))
                })?),
            };
        }
        let column = |(at, field): (usize, &Option<Field>)| {
            field.map(|field| Column::new(field, &self.names[at], &self.samples[at]))
        };
        Ok(fields.iter().enumerate().map(column).collect())
    }
}

fn looks_like_data(cell: &str) -> bool {
    cell.is_empty() || cell.bytes().next().is_some_and(|b| b.is_ascii_digit()) || cell.starts_with("http")
}

fn unique(header: &[String]) -> Vec<String> {
    let mut names: Vec<String> = Vec::with_capacity(header.len());
    for (at, name) in header.iter().enumerate() {
        let base = if name.is_empty() { format!("Column {}", at + 1) } else { name.clone() };
        let mut candidate = base.clone();
        let mut n = 2;
        while names.contains(&candidate) {
            candidate = format!("{base} ({n})");
            n += 1;
        }
        names.push(candidate);
    }
    names
}

fn first_records(head: &[u8], delimiter: u8, charset: &mut Charset) -> Result<Vec<Vec<String>>> {
    // The last row of a full head is probably cut.
    let whole = if head.len() + 16 >= source::HEAD_BYTES {
        &head[..head.iter().rposition(|b| *b == b'\n').unwrap_or(head.len())]
    } else {
        head
    };
    let mut reader = builder(delimiter).from_reader(whole);
    let mut records = Vec::new();
    for record in reader.byte_records().take(SAMPLE_ROWS + 1) {
        let record = record.map_err(csv_error)?;
        records.push(record.iter().map(|cell| restore(&charset.text(cell)).trim().to_owned()).collect());
    }
    Ok(records)
}

/// The delimiter, and how many bytes of a `sep=;` line stand before the table.
fn delimiter(head: &[u8]) -> (u8, usize) {
    let line_end = head.iter().position(|b| *b == b'\n').map_or(head.len(), |at| at + 1);
    let first = &head[..line_end];
    if first.len() >= 5 && first[..4].eq_ignore_ascii_case(b"sep=") {
        return (first[4], line_end);
    }
    let head = &head[..head.len().min(32 << 10)];
    let head = &head[..head.iter().rposition(|b| *b == b'\n').map_or(head.len(), |at| at + 1)];
    let best = [b',', b';', b'\t', b'|'].into_iter().rev().max_by_key(|candidate| {
        let mut reader = builder(*candidate).from_reader(head);
        let widths: Vec<usize> = reader.byte_records().take(20).flatten().map(|r| r.len()).collect();
        let (first, least) = (widths.first().copied().unwrap_or(0), widths.iter().min().copied().unwrap_or(0));
        let even = widths.iter().all(|width| *width == first);
        (first > 1 && least > 1, even && first > 1, first)
    });
    (best.unwrap_or(b','), 0)
}

fn builder(delimiter: u8) -> csv::ReaderBuilder {
    let mut builder = csv::ReaderBuilder::new();
    builder.delimiter(delimiter).has_headers(false).flexible(true).buffer_capacity(64 << 10);
    builder
}

/// Whole records of a table, each bounded; the base of every format that is a table.
pub struct Table<'a> {
    reader: csv::Reader<Bounded<Box<dyn Read + 'a>>>,
    budget: Budget,
    record: ByteRecord,
    pub charset: Charset,
    pub sheet: Sheet,
}

impl<'a> Table<'a> {
    /// `input` is what [`source::as_utf8`] gives.
    pub fn open(mut input: Box<dyn Read + 'a>, mut charset: Charset) -> Result<Self> {
        let head = source::head(&mut input)?;
        let sheet = Sheet::look(&head, &mut charset)?;
        let (_, skip) = delimiter(&head);
        let all = std::io::Cursor::new(head[skip..].to_vec()).chain(input);
        let (bounded, budget) = Bounded::new(Box::new(all) as Box<dyn Read + 'a>);
        let reader = builder(sheet.delimiter).from_reader(bounded);
        let mut table = Self { reader, budget, record: ByteRecord::new(), charset, sheet };
        if table.sheet.header {
            table.advance()?;
        }
        Ok(table)
    }

    /// The next row as text, or `None` at the end.
    pub fn advance(&mut self) -> Result<Option<&ByteRecord>> {
        self.budget.renew();
        let more = self.reader.read_byte_record(&mut self.record).map_err(csv_error)?;
        Ok(more.then_some(&self.record))
    }

    /// A cell of the row that was read last.
    pub fn cell(&mut self, at: usize) -> String {
        let text = self.record.get(at).map(|cell| self.charset.text(cell));
        text.map(|text| restore(&text).trim().to_owned()).unwrap_or_default()
    }

    /// Where a column of this name stands; case does not matter.
    pub fn place(&self, name: &str) -> Option<usize> {
        self.sheet.names.iter().position(|known| known.eq_ignore_ascii_case(name))
    }

    /// The cell of the first of these columns that has something in it.
    pub fn any(&mut self, names: &[&str]) -> Option<String> {
        for name in names {
            let text = self.place(name).map(|at| self.cell(at)).unwrap_or_default();
            if !text.is_empty() {
                return Some(text);
            }
        }
        None
    }

    /// The whole row, for the report of a bad one.
    pub fn shown(&mut self) -> String {
        let Self { record, charset, .. } = self;
        record.iter().map(|cell| charset.text(cell).into_owned()).collect::<Vec<_>>().join(", ")
    }
}

fn csv_error(error: csv::Error) -> ReadError {
    match error.into_kind() {
        csv::ErrorKind::Io(io) => io.into(),
        other => ReadError::unreadable(format!("The table cannot be read on: {other:?}")),
    }
}

/// Reads a table by `mapping`, or by what its headers say.
pub fn read(input: Box<dyn Read + '_>, charset: Charset, mapping: Option<&Mapping>, rows: &mut Rows<'_>) -> Result<()> {
    let mut table = Table::open(input, charset)?;
    let plan = table.sheet.plan(mapping)?;
    if !plan.iter().flatten().any(|column| column.field == Field::Title) {
        return Err(ReadError::unreadable(
            "No column of this table is known to hold titles. Choose which one does, then start again.",
        ));
    }
    if table.sheet.header {
        rows.skip();
    }
    let playlist_at = plan.iter().position(|column| column.is_some_and(|c| c.field == Field::Playlist));
    let mut playlists: Vec<PlaylistRecord> = Vec::new();
    while table.advance()?.is_some() {
        // Spreadsheets write the empty rows below a table too.
        if table.record.iter().all(|cell| cell.trim_ascii().is_empty()) {
            rows.skip();
            continue;
        }
        let mut song = match row(&mut table, &plan) {
            Ok(song) => song,
            Err(reason) => {
                let text = table.shown();
                rows.bad(reason, text)?;
                continue;
            }
        };
        if let Some(at) = playlist_at {
            enlist(&mut playlists, table.cell(at), &mut song, rows.row() + 1);
        }
        rows.song(song, || table.shown())?;
    }
    playlists.into_iter().try_for_each(|playlist| rows.playlist(playlist))
}

fn row(table: &mut Table<'_>, plan: &[Option<Column>]) -> std::result::Result<SongRecord, String> {
    let (found, wanted) = (table.record.len(), plan.len());
    if found > wanted && table.record.iter().skip(wanted).any(|cell| !cell.is_empty()) {
        return Err(format!("It has {found} cells where {wanted} are named. A quote or a delimiter is out of place."));
    }
    let mut song = SongRecord::default();
    for (cell, column) in table.record.iter().zip(plan) {
        let Some(column) = column else { continue };
        if cell.is_empty() {
            continue;
        }
        column.put(&mut song, restore(&table.charset.text(cell)))?;
    }
    Ok(song)
}

/// Notes that the song of this row stands in the playlist of that name.
pub fn enlist(playlists: &mut Vec<PlaylistRecord>, name: String, song: &mut SongRecord, row: u64) {
    if name.is_empty() {
        return;
    }
    let key = row.to_string();
    let entry = EntryRef::Song { song: key.clone() };
    song.key = Some(key);
    match playlists.iter().position(|playlist| playlist.name == name) {
        Some(at) => playlists[at].entries.push(entry),
        None if playlists.len() < 1_000 => {
            playlists.push(PlaylistRecord { name, entries: vec![entry], ..Default::default() });
        }
        None => {}
    }
}

/// Cells that a spreadsheet would run as a formula.
fn begins_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// A cell as it may stand in a file that a spreadsheet opens: a formula gets a `'` before it.
pub fn neutral(cell: &str) -> std::borrow::Cow<'_, str> {
    if begins_formula(cell.trim_start_matches('\'')) { format!("'{cell}").into() } else { cell.into() }
}

/// The inverse of [`neutral`].
pub fn restore(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if begins_formula(rest.trim_start_matches('\'')) => rest,
        _ => cell,
    }
}

/// Whether text is nothing or says so.
pub fn present(text: Option<String>) -> Option<String> {
    text.filter(|text| !values::nothing(text))
}
