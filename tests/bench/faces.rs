//! The first value in each theme with its face, and in a font of the machine.

use super::WIDGETS;
use super::fresh_browser::FreshBrowser;
use super::table::{Subject, Table};
use crate::browser::Engine;
use session_overlay::options::values::Theme;

/// The first value in each theme.
pub async fn measure(engine: Engine, subject: Subject, table: &Table) {
    if subject != Subject::Overlay {
        return;
    }
    for theme in Theme::ALL {
        for (font, name) in [("", "with its face"), ("font=Noto%20Sans&", "without")] {
            let browser = FreshBrowser::start(engine, subject, 1).await;
            let theme = theme.name();
            let query = format!("theme={theme}&{font}{WIDGETS}");
            let first = browser.visit(subject, &query).await;
            table.record(subject, &format!("first value, {theme}, {name}, ms"), first);
            let log = browser.site.log();
            let faces = log.iter().filter(|served| served.path.contains("/faces/"));
            #[allow(clippy::cast_precision_loss)] // some kilobytes
            let bytes = faces.map(|served| served.size).sum::<usize>() as f64;
            table.record(
                subject,
                &format!("bytes of the face, {theme}, {name}"),
                bytes,
            );
        }
    }
}
