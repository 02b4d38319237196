//! End-to-end tests: the built site in a browser, with a stub of the session API.
//!
//! Most tests run both in the engine of OBS 28 to 30 and in the installed Chromium. They
//! use the site in `dist/`, or in the folder `DIST`.

#![cfg(not(target_arch = "wasm32"))]
// In a test binary `pub` is for sibling modules.
#![allow(unreachable_pub)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "e2e/browser.rs"]
mod browser;
#[path = "e2e/emulation.rs"]
mod emulation;
#[path = "e2e/environment.rs"]
mod environment;
#[path = "e2e/image.rs"]
mod image;
#[path = "e2e/input.rs"]
mod input;
#[path = "e2e/paint.rs"]
mod paint;
#[path = "e2e/proxy.rs"]
mod proxy;
#[path = "e2e/recording.rs"]
mod recording;
#[path = "e2e/scenes.rs"]
mod scenes;
#[path = "e2e/site.rs"]
mod site;
#[path = "stub/server.rs"]
mod stub;
#[path = "e2e/studio.rs"]
mod studio;
#[path = "e2e/tab.rs"]
mod tab;
#[path = "e2e/test_page.rs"]
mod test_page;

#[path = "e2e/access.rs"]
mod access;
#[path = "e2e/address.rs"]
mod address;
#[path = "e2e/alerts.rs"]
mod alerts;
#[path = "bench/bench.rs"]
mod bench;
#[path = "e2e/canvas.rs"]
mod canvas;
#[path = "e2e/change.rs"]
mod change;
#[path = "e2e/configurator.rs"]
mod configurator;
#[path = "e2e/connection.rs"]
mod connection;
#[path = "e2e/contact_sheet.rs"]
mod contact_sheet;
#[path = "e2e/cost.rs"]
mod cost;
#[path = "e2e/credential.rs"]
mod credential;
#[path = "e2e/credits.rs"]
mod credits;
#[path = "e2e/dock.rs"]
mod dock;
#[path = "e2e/documents.rs"]
mod documents;
#[path = "e2e/faces.rs"]
mod faces;
#[path = "e2e/faults.rs"]
mod faults;
#[path = "e2e/figures.rs"]
mod figures;
#[path = "e2e/gallery.rs"]
mod gallery;
#[path = "e2e/gateway.rs"]
mod gateway;
#[path = "e2e/golden.rs"]
mod golden;
#[path = "e2e/hostile.rs"]
mod hostile;
#[path = "e2e/known_css.rs"]
mod known_css;
#[path = "e2e/layout.rs"]
mod layout;
#[path = "e2e/leaderboard.rs"]
mod leaderboard;
#[path = "e2e/loading.rs"]
mod loading;
#[path = "e2e/motion.rs"]
mod motion;
#[path = "e2e/offline.rs"]
mod offline;
#[path = "e2e/output_bar.rs"]
mod output_bar;
#[path = "e2e/overflow.rs"]
mod overflow;
#[path = "e2e/polling.rs"]
mod polling;
#[path = "e2e/preview.rs"]
mod preview;
#[path = "e2e/problems.rs"]
mod problems;
#[path = "e2e/programs.rs"]
mod programs;
#[path = "e2e/push.rs"]
mod push;
#[path = "e2e/reference_format.rs"]
mod reference_format;
#[path = "e2e/share.rs"]
mod share;
#[path = "e2e/show_forms.rs"]
mod show_forms;
#[path = "e2e/soak.rs"]
mod soak;
#[path = "e2e/stored.rs"]
mod stored;
#[path = "e2e/ticker.rs"]
mod ticker;
#[path = "e2e/timer.rs"]
mod timer;
