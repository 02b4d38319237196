//! The two browsers. All tests share one process of each.

use chromiumoxide::browser::Browser;
use chromiumoxide::cdp::browser_protocol::browser::BrowserContextId;
use chromiumoxide::cdp::browser_protocol::target::CreateTargetParams;
use chromiumoxide::handler::HandlerConfig;
use chromiumoxide::page::Page;
use futures::StreamExt;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use tokio::sync::OnceCell;

/// A version of Chromium.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// The version in OBS 28 to 30.
    Chromium103,
    /// The installed version.
    Current,
}

impl Engine {
    pub fn name(self) -> &'static str {
        match self {
            Engine::Chromium103 => "chromium-103",
            Engine::Current => "chromium-current",
        }
    }

    fn program(self) -> String {
        let variable = match self {
            Engine::Chromium103 => "CHROMIUM_103",
            Engine::Current => "CHROMIUM",
        };
        std::env::var(variable)
            .unwrap_or_else(|_| panic!("{variable} is not set: run .ci/setup, then `. .ci/env`"))
    }
}

/// A browser process that ends with the test process, even if that is killed.
pub struct BrowserProcess {
    pub client: Browser,
    /// The [`SUPERVISOR`]; dropping it closes its standard input.
    _supervisor: Child,
}

/// Runs the browser until its own standard input closes, which the kernel does even
/// for a killed parent process.
const SUPERVISOR: &str = r#"
trap '' INT TERM
profile=$(mktemp -d)
exec 3<&0
setsid "$@" --user-data-dir="$profile" 3<&- </dev/null &
exec 2>/dev/null
cat <&3
kill -9 -$!
wait $!
sleep 0.1
rm -rf "$profile"
"#;

const FLAGS: [&str; 18] = [
    "--headless",
    "--no-sandbox",
    "--no-zygote",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    "--disable-background-timer-throttling",
    // Without this, each window's address bar keeps two extra pages.
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup",
    // A host that is not a secure context: neither HTTPS nor localhost.
    "--host-resolver-rules=MAP overlay.test 127.0.0.1",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
    "--lang=en-US",
    "--remote-debugging-port=0",
    "about:blank",
];

/// The fontconfig file that limits browsers to the same fonts on every machine.
pub const FONT_CONFIG: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/fonts.conf");

static CHROMIUM_103: OnceCell<BrowserProcess> = OnceCell::const_new();
static CURRENT: OnceCell<BrowserProcess> = OnceCell::const_new();

impl BrowserProcess {
    /// The shared browser of this engine, started on first use.
    pub async fn shared(engine: Engine) -> &'static BrowserProcess {
        let cell = match engine {
            Engine::Chromium103 => &CHROMIUM_103,
            Engine::Current => &CURRENT,
        };
        cell.get_or_init(|| BrowserProcess::start(engine)).await
    }

    /// Starts a browser with an empty profile.
    pub async fn start(engine: Engine) -> BrowserProcess {
        let mut child = Command::new("sh")
            .args(["-c", SUPERVISOR, "sh"])
            .arg(engine.program())
            .args(FLAGS)
            .env("FONTCONFIG_FILE", FONT_CONFIG)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        let (sender, address) = tokio::sync::oneshot::channel();
        std::thread::spawn(move || {
            let mut sender = Some(sender);
            // Reads to the end, so that the pipe never fills up and blocks the browser.
            for line in stderr.lines().map_while(Result::ok) {
                if let Some((_, address)) = line.split_once("DevTools listening on ")
                    && let Some(sender) = sender.take()
                {
                    let _ = sender.send(address.to_owned());
                }
            }
        });
        let address = address
            .await
            .unwrap_or_else(|_| panic!("{} did not start", engine.program()));
        let config = HandlerConfig {
            viewport: None,
            ..HandlerConfig::default()
        };
        let (client, mut handler) = Browser::connect_with_config(address, config).await.unwrap();
        tokio::spawn(async move { while handler.next().await.is_some() {} });
        BrowserProcess {
            client,
            _supervisor: child,
        }
    }

    /// Opens a page in this browser context, in a window of its own so that it is visible.
    pub async fn new_page(&self, context: &BrowserContextId) -> Page {
        let params = CreateTargetParams::builder()
            .url("about:blank")
            .browser_context_id(context.clone())
            .new_window(true);
        self.client.new_page(params.build().unwrap()).await.unwrap()
    }
}
