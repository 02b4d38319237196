//! A connection to a server that can be made bad.

use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{AbortHandle, JoinSet};

/// What becomes of the answers to a poll. Preflights always go through, for
/// else nothing would be asked.
#[derive(Clone, Copy, Debug)]
pub enum Line {
    Good,
    /// Everything is so late, both ways.
    Far(Duration),
    /// The connection ends after so many bytes, as a cable is cut.
    Cut(usize),
    /// The connection is closed politely after so many bytes.
    Closed(usize),
    /// After so many bytes nothing comes any more, not even an end.
    Silent(usize),
    /// A byte at a time, with a pause after each.
    Dripping(Duration),
}

/// A proxy before a server; ends when dropped.
pub struct Proxy {
    /// Without a path.
    pub origin: String,
    line: Arc<Mutex<Line>>,
    running: AbortHandle,
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.running.abort();
    }
}

impl Proxy {
    /// Starts before the server at this origin.
    pub async fn start(server: &str) -> Proxy {
        let server = server.trim_start_matches("http://").to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let line = Arc::new(Mutex::new(Line::Good));
        let own = line.clone();
        let running = tokio::spawn(async move {
            // Dropped with the task, and all connections with it.
            let mut connections = JoinSet::new();
            while let Ok((browser, _)) = listener.accept().await {
                let (server, line) = (server.clone(), own.clone());
                connections.spawn(async move {
                    if let Ok(server) = TcpStream::connect(server).await {
                        connect(browser, server, line).await;
                    }
                });
            }
        });
        Proxy {
            origin,
            line,
            running: running.abort_handle(),
        }
    }

    /// Makes the line so from the next poll on.
    pub fn becomes(&self, line: Line) {
        *self.line.lock().unwrap() = line;
    }
}

/// How the answer that goes on now is to be spoiled, and what of it was sent.
type Spoiling = Arc<Mutex<(Line, usize)>>;

async fn connect(browser: TcpStream, server: TcpStream, line: Arc<Mutex<Line>>) {
    let (from_browser, to_browser) = browser.into_split();
    let (from_server, to_server) = server.into_split();
    let spoiling: Spoiling = Arc::new(Mutex::new((Line::Good, 0)));
    let asking = ask(from_browser, to_server, line, spoiling.clone());
    tokio::select! {
        () = asking => (),
        () = answer(from_server, to_browser, spoiling) => (),
    }
}

async fn ask(
    mut browser: OwnedReadHalf,
    mut server: OwnedWriteHalf,
    line: Arc<Mutex<Line>>,
    spoiling: Spoiling,
) {
    let mut bytes = vec![0; 16_384];
    while let Ok(length @ 1..) = browser.read(&mut bytes).await {
        let line = *line.lock().unwrap();
        let is_poll = bytes.starts_with(b"GET ");
        *spoiling.lock().unwrap() = (if is_poll { line } else { Line::Good }, 0);
        if let Line::Far(late) = line {
            tokio::time::sleep(late).await;
        }
        if server.write_all(&bytes[..length]).await.is_err() {
            return;
        }
    }
}

async fn answer(mut server: OwnedReadHalf, mut browser: OwnedWriteHalf, spoiling: Spoiling) {
    let mut bytes = vec![0; 16_384];
    while let Ok(length @ 1..) = server.read(&mut bytes).await {
        let (line, sent) = *spoiling.lock().unwrap();
        let left = |most: usize| &bytes[..length.min(most.saturating_sub(sent))];
        let sends = match line {
            Line::Good => &bytes[..length],
            Line::Far(late) => {
                tokio::time::sleep(late).await;
                &bytes[..length]
            }
            Line::Cut(most) | Line::Closed(most) | Line::Silent(most) => left(most),
            Line::Dripping(pause) => {
                for byte in &bytes[..length] {
                    tokio::time::sleep(pause).await;
                    if browser.write_all(&[*byte]).await.is_err() {
                        return;
                    }
                }
                &[]
            }
        };
        if browser.write_all(sends).await.is_err() {
            return;
        }
        spoiling.lock().unwrap().1 += sends.len();
        match line {
            Line::Cut(_) if sends.len() < length => {
                let _ = browser.as_ref().set_zero_linger();
                return;
            }
            Line::Closed(_) if sends.len() < length => return,
            _ => {}
        }
    }
}
