//! Runs a command next to a stub of the session API. The command gets the stub's origin
//! in `STUB_API`.

// This binary uses a part of the stub only.
#![allow(dead_code, unreachable_pub, unused_imports)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[cfg(not(target_arch = "wasm32"))]
#[path = "stub/server.rs"]
mod stub;

#[cfg(not(target_arch = "wasm32"))]
#[tokio::main]
async fn main() -> std::process::ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    let program = arguments
        .next()
        .expect("usage: with-stub COMMAND [ARGUMENTS]");
    let stub = stub::Stub::start().await;
    let mut command = std::process::Command::new(program);
    command.args(arguments).env("STUB_API", &stub.origin);
    let status = tokio::task::spawn_blocking(move || command.status());
    let status = status
        .await
        .expect("a thread that waits")
        .expect("a command that can be started");
    // A command ended by a signal has no exit code.
    let code = status
        .code()
        .and_then(|code| u8::try_from(code).ok())
        .unwrap_or(1);
    code.into()
}

#[cfg(target_arch = "wasm32")]
fn main() {}
