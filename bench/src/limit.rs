//! The limit: the same framework, constant bytes, nothing else.

use std::{process::Stdio, time::Duration};

use anyhow::{Context, Result};
use axum::{Router, body::Bytes, routing::get};
use tokio::{
    net::{TcpListener, TcpStream},
    process::{Child, Command},
};

pub async fn serve(bytes: usize, port: u16) -> Result<()> {
    let body = Bytes::from(vec![b'x'; bytes]);
    let app = Router::new().route("/", get(move || async move { body }));
    let listener = TcpListener::bind(("127.0.0.1", port)).await?;
    Ok(axum::serve(listener, app).await?)
}

/// The limit in a process of its own, as the shop is.
pub struct Running {
    pub port: u16,
    _child: Child,
}

impl Running {
    pub async fn start(bytes: usize) -> Result<Self> {
        let port = free_port().await?;
        let child = Command::new(std::env::current_exe()?)
            .args(["limit", &bytes.to_string(), &port.to_string()])
            .stdout(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        for _ in 0..200 {
            if TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
                return Ok(Self { port, _child: child });
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        anyhow::bail!("the limit does not listen on port {port}")
    }
}

pub async fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0").await.context("no port is free")?.local_addr()?.port())
}
