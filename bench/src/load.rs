//! A plain HTTP/1.1 client that keeps its connections: cheap enough not to be what is measured.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::TcpStream,
};

/// Beginnings of names in the data set, so that searches find something.
const WORDS: [&str; 16] = [
    "iron", "love", "black", "metal", "led", "rock", "jobim", "live", "queen", "night", "u2", "pearl", "blues", "deep",
    "santana", "acdc",
];

/// A template's path for the n-th request.
pub fn path(template: &str, n: u64) -> String {
    let word = WORDS[usize::try_from(n).unwrap_or(0) % WORDS.len()];
    template.replace("{word}", word).replace("{n}", &letters(n))
}

/// A number as one or two letters: the beginning of another word.
fn letters(n: u64) -> String {
    let letter = |n: u64| char::from(b'a' + u8::try_from(n % 26).unwrap_or(0));
    format!("{}{}", letter(n / 16), letter(n / 416))
}

#[derive(Default)]
pub struct Sample {
    micros: Vec<u64>,
    elapsed: Duration,
}

impl Sample {
    pub fn add(&mut self, mut other: Self) {
        self.micros.append(&mut other.micros);
        self.elapsed += other.elapsed;
        self.micros.sort_unstable();
    }

    pub fn take(&mut self, took: Duration) {
        self.micros.push(u64::try_from(took.as_micros()).unwrap_or(u64::MAX));
    }

    pub fn per_second(&self) -> f64 {
        self.micros.len() as f64 / self.elapsed.as_secs_f64()
    }

    pub fn percentile(&self, percent: usize) -> u64 {
        self.micros.get(self.micros.len() * percent / 100).copied().unwrap_or(0)
    }
}

/// Asks for `time` on `connections` connections at once.
pub async fn run(
    port: u16,
    paths: &'static [&'static str],
    connections: usize,
    time: Duration,
    round: usize,
) -> Result<Sample> {
    let begun = Instant::now();
    let mut workers = tokio::task::JoinSet::new();
    for worker in 0..connections {
        workers.spawn(work(port, paths, begun + time, (round * connections + worker) as u64 * 7_919));
    }
    let mut sample = Sample::default();
    while let Some(done) = workers.join_next().await {
        sample.micros.extend(done??);
    }
    sample.elapsed = begun.elapsed();
    Ok(sample)
}

async fn work(port: u16, paths: &[&str], until: Instant, mut n: u64) -> Result<Vec<u64>> {
    let mut connection = Connection::open(port).await?;
    let mut micros = Vec::new();
    while Instant::now() < until {
        n += 1;
        let template = paths[usize::try_from(n).unwrap_or(0) % paths.len()];
        let begun = Instant::now();
        connection.get(&path(template, n), None).await?;
        micros.push(u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX));
    }
    Ok(micros)
}

/// How many bytes the answer has. `Err` when nobody answers, or not with 200.
pub async fn size(port: u16, path: &str) -> Result<usize> {
    Ok(Connection::open(port).await?.get(path, None).await?.len())
}

/// A connection that is kept, with room for its last answer.
pub struct Connection {
    stream: BufReader<TcpStream>,
    body: Vec<u8>,
}

impl Connection {
    pub async fn open(port: u16) -> Result<Self> {
        let stream = TcpStream::connect(("127.0.0.1", port)).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream: BufReader::new(stream), body: Vec::new() })
    }

    /// The body of the answer; `Err` unless it is 200.
    pub async fn get(&mut self, path: &str, token: Option<&str>) -> Result<&[u8]> {
        let token = token.map(|token| format!("authorization: Bearer {token}\r\n")).unwrap_or_default();
        self.ask(path, &format!("GET {path} HTTP/1.1\r\nhost: 127.0.0.1\r\n{token}\r\n")).await
    }

    /// As [`Connection::get`], with a body of JSON.
    pub async fn post(&mut self, path: &str, json: &str) -> Result<&[u8]> {
        let length = json.len();
        let head = "host: 127.0.0.1\r\ncontent-type: application/json";
        self.ask(path, &format!("POST {path} HTTP/1.1\r\n{head}\r\ncontent-length: {length}\r\n\r\n{json}")).await
    }

    async fn ask(&mut self, path: &str, request: &str) -> Result<&[u8]> {
        let stream = &mut self.stream;
        stream.get_mut().write_all(request.as_bytes()).await?;
        let mut line = String::new();
        stream.read_line(&mut line).await?;
        if !line.starts_with("HTTP/1.1 200") {
            bail!("{path} was answered with {line:?}");
        }
        let mut length = None;
        loop {
            line.clear();
            stream.read_line(&mut line).await?;
            if line == "\r\n" {
                break;
            }
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = Some(value.trim().parse()?);
            }
        }
        self.body.resize(length.context("an answer without a length")?, 0);
        stream.read_exact(&mut self.body).await?;
        Ok(&self.body)
    }
}
