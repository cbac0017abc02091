//! Bytes as they come: bounded a row, and in the character set they were written in.

use std::{
    borrow::Cow,
    cell::Cell,
    io::{self, BufRead, BufReader, Read},
    rc::Rc,
};

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251, WINDOWS_1252};

/// No row, element or line of a file may be larger: an unclosed quote would swallow the memory.
pub const MAX_ROW_BYTES: usize = 8 << 20;

/// How much of a file is looked at to guess what it is.
pub const HEAD_BYTES: usize = 128 << 10;

/// Bytes that may still be read before the row must have ended.
#[derive(Clone)]
pub struct Budget(Rc<Cell<usize>>);

impl Budget {
    /// The next row begins.
    pub fn renew(&self) {
        self.0.set(MAX_ROW_BYTES);
    }
}

/// A buffered reader that stops at a row without an end.
pub struct Bounded<R> {
    inner: BufReader<R>,
    left: Budget,
}

impl<R: Read> Bounded<R> {
    pub fn new(inner: R) -> (Self, Budget) {
        let left = Budget(Rc::new(Cell::new(MAX_ROW_BYTES)));
        (Self { inner: BufReader::with_capacity(64 << 10, inner), left: left.clone() }, left)
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let n = available.len().min(into.len());
        into[..n].copy_from_slice(&available[..n]);
        self.consume(n);
        Ok(n)
    }
}

impl<R: Read> BufRead for Bounded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left.0.get() == 0 {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "One row is larger than 8 MiB: a quote or a bracket is probably never closed.",
            ));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, n: usize) {
        self.left.0.set(self.left.0.get().saturating_sub(n));
        self.inner.consume(n);
    }
}

/// Reads as much of the beginning as there is, up to [`HEAD_BYTES`].
pub fn head(source: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    source.take(HEAD_BYTES as u64).read_to_end(&mut head)?;
    Ok(head)
}

/// The character set a byte order mark or an XML declaration names.
pub fn declared(head: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return Some(encoding);
    }
    let start = &head[..head.len().min(200)];
    if start.starts_with(b"<\0") {
        return Some(UTF_16LE);
    }
    if start.starts_with(b"\0<") {
        return Some(UTF_16BE);
    }
    let text = std::str::from_utf8(start.split(|b| *b == b'>').next()?).ok()?;
    let after = text.strip_prefix("<?xml")?.split_once("encoding=")?.1;
    Encoding::for_label(after.get(1..)?.split(['"', '\'']).next()?.as_bytes())
}

/// Which of the two common single-byte sets unmarked text is in. Cyrillic words are runs of high
/// bytes; in western text they stand alone between plain letters.
pub fn guess_legacy(bytes: &[u8]) -> &'static Encoding {
    let high = |b: &u8| *b >= 0xC0 || matches!(*b, 0xA8 | 0xB8);
    let (mut in_runs, mut alone, mut run) = (0usize, 0usize, 0usize);
    for byte in bytes.iter().chain(std::iter::once(&b' ')) {
        if high(byte) {
            run += 1;
            continue;
        }
        if run >= 3 {
            in_runs += run
        } else {
            alone += run
        }
        run = 0;
    }
    if in_runs > alone { WINDOWS_1251 } else { WINDOWS_1252 }
}

/// Cells and lines as text: UTF-8 where they are valid, else the legacy set of the file.
pub struct Charset {
    legacy: Option<&'static Encoding>,
}

impl Charset {
    /// Decides by the beginning of the file, or later by the first text that is not UTF-8.
    pub fn of(head: &[u8]) -> Self {
        // The head may end within a character.
        let broken = std::str::from_utf8(head).is_err_and(|e| e.error_len().is_some());
        Self { legacy: broken.then(|| guess_legacy(head)) }
    }

    pub fn text<'a>(&mut self, bytes: &'a [u8]) -> Cow<'a, str> {
        match std::str::from_utf8(bytes) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) => self.legacy.get_or_insert_with(|| guess_legacy(bytes)).decode_without_bom_handling(bytes).0,
        }
    }
}

/// Turns another character set into UTF-8 while it is read.
pub struct Transcoded<R> {
    inner: R,
    decoder: Decoder,
    raw: Vec<u8>,
    ready: Vec<u8>,
    at: usize,
    ended: bool,
}

impl<R: Read> Transcoded<R> {
    pub fn new(inner: R, from: &'static Encoding) -> Self {
        Self { inner, decoder: from.new_decoder(), raw: Vec::new(), ready: Vec::new(), at: 0, ended: false }
    }

    fn refill(&mut self) -> io::Result<()> {
        self.at = 0;
        self.ready.resize(64 << 10, 0);
        let mut chunk = [0; 16 << 10];
        let n = self.inner.read(&mut chunk)?;
        self.raw.extend_from_slice(&chunk[..n]);
        let (result, read, written, _) = self.decoder.decode_to_utf8(&self.raw, &mut self.ready, n == 0);
        self.raw.drain(..read);
        self.ready.truncate(written);
        self.ended = n == 0 && result == CoderResult::InputEmpty;
        Ok(())
    }
}

impl<R: Read> Read for Transcoded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.at == self.ready.len() && !self.ended {
            self.refill()?;
        }
        let n = (self.ready.len() - self.at).min(into.len());
        into[..n].copy_from_slice(&self.ready[self.at..self.at + n]);
        self.at += n;
        Ok(n)
    }
}

/// The source from its beginning as UTF-8 without a byte order mark; bytes of an unmarked set pass
/// as they are, for [`Charset`] to read.
pub fn as_utf8<'a>(head: Vec<u8>, rest: impl Read + 'a) -> Box<dyn Read + 'a> {
    let encoding = declared(&head);
    let mark = Encoding::for_bom(&head).map_or(0, |(_, length)| length);
    let all = io::Cursor::new(head).chain(rest);
    match encoding {
        Some(encoding) if encoding != UTF_8 => Box::new(Transcoded::new(all, encoding)),
        _ => Box::new(Skip { inner: all, skip: mark }),
    }
}

struct Skip<R> {
    inner: R,
    skip: usize,
}

impl<R: Read> Read for Skip<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.skip > 0 {
            let mut mark = [0; 4];
            let n = self.inner.read(&mut mark[..self.skip.min(4)])?;
            if n == 0 {
                return Ok(0);
            }
            self.skip -= n;
        }
        self.inner.read(into)
    }
}
