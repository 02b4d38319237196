//! Runs a command beside the stub of the session API, whose origin it finds in
//! `STUB_API`.

// This binary uses a part of the stub only.
#![allow(dead_code, unreachable_pub, unused_imports)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[cfg(not(target_arch = "wasm32"))]
#[path = "stub/server.rs"]
mod stub;

#[cfg(not(target_arch = "wasm32"))]
#[tokio::main]
async fn main() -> std::process::ExitCode {
    let mut words = std::env::args_os().skip(1);
    let program = words.next().expect("a command as arguments");
    let stub = stub::Stub::start().await;
    let mut command = std::process::Command::new(program);
    command.args(words).env("STUB_API", &stub.origin);
    let status = tokio::task::spawn_blocking(move || command.status());
    let status = status
        .await
        .expect("a thread")
        .expect("a command that starts");
    // Ended by a signal, it has no code of its own.
    let code = status
        .code()
        .and_then(|code| u8::try_from(code).ok())
        .unwrap_or(1);
    code.into()
}

#[cfg(target_arch = "wasm32")]
fn main() {}
