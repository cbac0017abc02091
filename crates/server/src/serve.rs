//! `chinook serve`.

use std::{io::Write, net::SocketAddr, time::Duration};

use anyhow::{Context, Result};
use app::{App, Config, Source, config::DataSet, jobs};
use kernel::{Clock, Random};
use tokio::{net::TcpListener, sync::watch, time::timeout};

/// Requests and jobs that are under way have this long to end.
const GRACE: Duration = Duration::from_secs(20);

pub async fn serve(mut config: Config, demo: bool) -> Result<()> {
    // Before anything is written: a taken port must not cost a minute of work first.
    let listener = TcpListener::bind(config.listen).await.with_context(|| {
        format!("cannot listen on {}. Stop the program that has it, or set CHINOOK_LISTEN", config.listen)
    })?;
    config.listen = listener.local_addr()?;
    let load = config.data_set == DataSet::Chinook;
    let mut app = App::build(config, Clock::System, Random::Os).await?;
    if load && !app::is_stocked(&app).await? {
        crate::cli::import(&app, Source::Embedded).await?;
    }
    if demo {
        app = app.with_demo().await?;
    }
    app::prepare(&app).await?;
    greet(&app)?;
    run(app, listener).await
}

async fn run(app: App, listener: TcpListener) -> Result<()> {
    let (stop, stopped) = watch::channel(false);
    let jobs = tokio::spawn(jobs::run(app.clone(), stopped.clone()));
    let mut asked = stopped.clone();
    let service = app.router().into_make_service_with_connect_info::<SocketAddr>();
    let server = app::serve(listener, service).with_graceful_shutdown(async move {
        let _ = asked.wait_for(|stop| *stop).await;
    });
    let server = tokio::spawn(server.into_future());
    asked_to_stop().await?;
    tracing::info!("stopping: requests under way are finished first");
    stop.send_replace(true);
    if timeout(GRACE, async { (server.await, jobs.await) }).await.is_err() {
        tracing::warn!("some requests took too long and were cut off");
    }
    app.close().await;
    Ok(())
}

async fn asked_to_stop() -> Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminate = signal(SignalKind::terminate())?;
        tokio::select! {
            _ = terminate.recv() => {}
            interrupted = tokio::signal::ctrl_c() => interrupted?,
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await?;
    Ok(())
}

fn greet(app: &App) -> Result<()> {
    let mut text = format!("\n  {} is open at {}\n", app.config.shop_name, app.config.public_url);
    if !app.demo_accounts.is_empty() {
        text += "\n  Demo accounts:\n";
        for account in app.demo_accounts.iter() {
            text += &format!("    {:<14} {:<24} {}\n", account.label, account.email, account.password);
        }
        if app.mailer.folder().is_some() {
            text += &format!("\n  Mail the shop writes: {}/demo/mail\n", app.config.public_url);
        }
    }
    text += "\n  Ctrl+C stops it.\n\n";
    std::io::stderr().write_all(text.as_bytes())?;
    Ok(())
}
