//! The two browsers, one process each for all tests.

use chromiumoxide::browser::Browser;
use chromiumoxide::cdp::browser_protocol::browser::BrowserContextId;
use chromiumoxide::cdp::browser_protocol::target::CreateTargetParams;
use chromiumoxide::handler::HandlerConfig;
use chromiumoxide::page::Page;
use futures::StreamExt;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use tokio::sync::OnceCell;

/// A generation of Chromium.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// That of OBS 28 to 30.
    Chromium103,
    /// That of this machine.
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
        std::env::var(variable).unwrap_or_else(|_| {
            panic!("{variable} does not name a browser: run .ci/setup, then `. .ci/env`")
        })
    }
}

/// A browser that runs until the tests end, however they end.
pub struct Running {
    pub browser: Browser,
    /// Its open input is what the browser lives by.
    _leash: Child,
}

/// Keeps the browser for as long as its own input stays open, which the kernel
/// closes even for a process that was killed.
const LEASH: &str = r#"
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
    // Each window's address bar would keep two pages of its own.
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup",
    // A host that is no secure context, for it is neither encrypted nor local.
    "--host-resolver-rules=MAP overlay.test 127.0.0.1",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
    "--lang=en-US",
    "--remote-debugging-port=0",
    "about:blank",
];

/// The fonts there are: the same ones on every machine.
pub const FONTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/fonts.conf");

static CHROMIUM_103: OnceCell<Running> = OnceCell::const_new();
static CURRENT: OnceCell<Running> = OnceCell::const_new();

/// The browser of this engine, started by who asks first.
pub async fn running(engine: Engine) -> &'static Running {
    let cell = match engine {
        Engine::Chromium103 => &CHROMIUM_103,
        Engine::Current => &CURRENT,
    };
    cell.get_or_init(|| Running::start(engine)).await
}

impl Running {
    /// A browser with an empty profile.
    pub async fn start(engine: Engine) -> Running {
        let mut child = Command::new("sh")
            .args(["-c", LEASH, "sh"])
            .arg(engine.program())
            .args(FLAGS)
            .env("FONTCONFIG_FILE", FONTS)
            .args(
                std::env::var("EXTRA")
                    .unwrap_or_default()
                    .split_whitespace(),
            )
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let words = BufReader::new(child.stderr.take().unwrap());
        let (found, address) = tokio::sync::oneshot::channel();
        std::thread::spawn(move || {
            let mut found = Some(found);
            // Read to the end, so that the browser never waits for a reader.
            for line in words.lines().map_while(Result::ok) {
                if let Some((_, address)) = line.split_once("DevTools listening on ")
                    && let Some(found) = found.take()
                {
                    let _ = found.send(address.to_owned());
                }
            }
        });
        let address = address
            .await
            .unwrap_or_else(|_| panic!("{} does not start", engine.program()));
        let config = HandlerConfig {
            viewport: None,
            ..HandlerConfig::default()
        };
        let (browser, mut handler) = Browser::connect_with_config(address, config).await.unwrap();
        tokio::spawn(async move { while handler.next().await.is_some() {} });
        Running {
            browser,
            _leash: child,
        }
    }

    /// A page in a context of its own, in sight like all the others.
    pub async fn page(&self, context: &BrowserContextId) -> Page {
        let params = CreateTargetParams::builder()
            .url("about:blank")
            .browser_context_id(context.clone())
            .new_window(true);
        self.browser
            .new_page(params.build().unwrap())
            .await
            .unwrap()
    }
}
