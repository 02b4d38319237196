//! A proxy that makes the network between browser and server bad.

use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{AbortHandle, JoinSet};

/// What happens to the response of a poll. Preflights always pass: without them the browser
/// sends no poll.
#[derive(Clone, Copy, Debug)]
pub enum Network {
    Good,
    /// A latency in each direction.
    Latency(Duration),
    /// The connection is reset after this many bytes.
    Reset(usize),
    /// The connection is closed after this many bytes.
    Closed(usize),
    /// Nothing more arrives after this many bytes, not even the end.
    Stalled(usize),
    /// One byte at a time, with a pause after each.
    Throttled(Duration),
}

/// A proxy in front of a server. Stops when it is dropped.
pub struct Proxy {
    /// The origin of the proxy.
    pub origin: String,
    network: Arc<Mutex<Network>>,
    running: AbortHandle,
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.running.abort();
    }
}

impl Proxy {
    /// Starts a proxy in front of the server at this origin.
    pub async fn start(server: &str) -> Proxy {
        let server = server.trim_start_matches("http://").to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let network = Arc::new(Mutex::new(Network::Good));
        let own = network.clone();
        let running = tokio::spawn(async move {
            // Dropping the task closes all connections.
            let mut connections = JoinSet::new();
            while let Ok((browser, _)) = listener.accept().await {
                let (server, network) = (server.clone(), own.clone());
                connections.spawn(async move {
                    if let Ok(server) = TcpStream::connect(server).await {
                        forward(browser, server, network).await;
                    }
                });
            }
        });
        Proxy {
            origin,
            network,
            running: running.abort_handle(),
        }
    }

    /// Changes the network from the next poll on.
    pub fn set_network(&self, network: Network) {
        *self.network.lock().unwrap() = network;
    }
}

/// The network for the current response, and how many of its bytes were sent.
type ResponseState = Arc<Mutex<(Network, usize)>>;

async fn forward(browser: TcpStream, server: TcpStream, network: Arc<Mutex<Network>>) {
    let (from_browser, to_browser) = browser.into_split();
    let (from_server, to_server) = server.into_split();
    let state: ResponseState = Arc::new(Mutex::new((Network::Good, 0)));
    let requests = forward_requests(from_browser, to_server, network, state.clone());
    tokio::select! {
        () = requests => (),
        () = forward_responses(from_server, to_browser, state) => (),
    }
}

async fn forward_requests(
    mut browser: OwnedReadHalf,
    mut server: OwnedWriteHalf,
    network: Arc<Mutex<Network>>,
    state: ResponseState,
) {
    let mut bytes = vec![0; 16_384];
    while let Ok(length @ 1..) = browser.read(&mut bytes).await {
        let network = *network.lock().unwrap();
        let is_poll = bytes.starts_with(b"GET ");
        *state.lock().unwrap() = (if is_poll { network } else { Network::Good }, 0);
        if let Network::Latency(latency) = network {
            tokio::time::sleep(latency).await;
        }
        if server.write_all(&bytes[..length]).await.is_err() {
            return;
        }
    }
}

async fn forward_responses(
    mut server: OwnedReadHalf,
    mut browser: OwnedWriteHalf,
    state: ResponseState,
) {
    let mut bytes = vec![0; 16_384];
    while let Ok(length @ 1..) = server.read(&mut bytes).await {
        let (network, sent) = *state.lock().unwrap();
        let up_to = |limit: usize| &bytes[..length.min(limit.saturating_sub(sent))];
        let bytes_to_send = match network {
            Network::Good => &bytes[..length],
            Network::Latency(latency) => {
                tokio::time::sleep(latency).await;
                &bytes[..length]
            }
            Network::Reset(limit) | Network::Closed(limit) | Network::Stalled(limit) => {
                up_to(limit)
            }
            Network::Throttled(pause) => {
                for byte in &bytes[..length] {
                    tokio::time::sleep(pause).await;
                    if browser.write_all(&[*byte]).await.is_err() {
                        return;
                    }
                }
                &[]
            }
        };
        if browser.write_all(bytes_to_send).await.is_err() {
            return;
        }
        state.lock().unwrap().1 += bytes_to_send.len();
        match network {
            Network::Reset(_) if bytes_to_send.len() < length => {
                let _ = browser.as_ref().set_zero_linger();
                return;
            }
            Network::Closed(_) if bytes_to_send.len() < length => return,
            _ => {}
        }
    }
}
