//! The pictures of the configurator's gallery.

use super::{WIDGET, open_tab, write};
use crate::stub::{CHANNEL, Stub};
use crate::tab::TIMEOUT;
use crate::test_page::TestPage;
use serde_json::{Map, Value, json};
use session_overlay::options::kind::{WidgetKind, shape_of};
use session_overlay::session::Shape;
use session_overlay::session::catalogue::{self, Row, Unit};
use session_overlay::studio::gallery as studio_gallery;
use std::time::Duration;

/// Every widget of the configurator's gallery.
pub(super) async fn write_widgets(page: &TestPage) {
    let data: Map<String, Value> = catalogue::ROWS
        .iter()
        .zip(0_u32..)
        .map(|(row, at)| (row.key.to_owned(), sample_entry(row, at)))
        .collect();
    let document = json!({ "_id": "5af42bb472b82a8690e3423b", "channel": CHANNEL, "data": data });
    let api = Stub::start().await;
    api.set_session(&document.to_string());
    let tab = open_tab(page, &WIDGET).await;
    let offers = studio_gallery::find("");
    for offer in offers.into_iter().flat_map(|(_, offers)| offers) {
        let key = offer.key;
        let options = match shape_of(key).map(|shape| WidgetKind::default_for(key, shape)) {
            Some(WidgetKind::Goal) => "&target=1000",
            Some(WidgetKind::List) => "&limit=2",
            // It stands still until then.
            Some(WidgetKind::Timer) => "&from=2099-01-01T00:00Z&time=4h",
            _ => "",
        };
        let query = format!("motion=off&currency=USD&widget={key}{options}");
        tab.goto(&page.address_at(&api.origin, &query)).await;
        tab.wait_until_live().await;
        if key == catalogue::ALERTS.key {
            // Sooner than two seconds after the first session nothing is requested.
            tokio::time::sleep(Duration::from_millis(2_100)).await;
            api.set(
                "tip-recent",
                json!([{ "_id": "new", "name": "juniper_lane", "amount": 25 }]),
            );
            tab.dispatch_online().await;
            tab.wait_for("document.querySelector('[data-alert]')", TIMEOUT)
                .await;
        }
        tab.add_style("html { background: linear-gradient(160deg, #3a4152, #1b1e27) } .widgets { height: 100%; justify-content: center; padding: 0.8em }").await;
        tab.wait_for("document.fonts.status === 'loaded'", TIMEOUT)
            .await;
        write(&tab, &WIDGET, &format!("style/widgets/{key}.webp")).await;
    }
}

/// A made-up entry. The number makes entries differ.
fn sample_entry(row: &Row, number: u32) -> Value {
    let names = [
        "juniper_lane",
        "Quillon",
        "otterly_calm",
        "marble_arch",
        "Nessa",
    ];
    let event = |number: u32| {
        let name = names.into_iter().cycle().nth(number as usize);
        let amount = if row.unit == Unit::Count {
            0
        } else {
            5 * (number % 9 + 1)
        };
        json!({ "name": name, "amount": amount, "createdAt": format!("2026-01-01T12:{:02}:00Z", 59 - number % 50) })
    };
    match row.shape {
        Shape::Figure => json!({ "amount": 310 + 37 * (number % 11) }),
        Shape::Event => event(number),
        Shape::Recent => json!([event(number), event(number + 1)]),
    }
}
