//! Nothing is cut off, overlaps or leaves its widget, in the engine of OBS 28, with any
//! content at any width.

use super::browser::Engine;
use super::scenes::State;
use super::tab::Tab;
use super::test_page::{TestPage, in_every_theme, run};
use session_overlay::options::values::Theme;

in_every_theme! { Chromium103: everything_fits }

/// High enough for all widgets at the smallest width.
const HEIGHT: u32 = 2000;
const WIDTHS: [u32; 3] = [200, 420, 1920];

async fn overflows(tab: &Tab) -> Vec<String> {
    tab.eval(include_str!("overflow.js")).await
}

/// Shows one slot of a rotation.
async fn show_slot(tab: &Tab, index: usize) {
    let show = "(shown) => document.querySelectorAll('.slot')
        .forEach((slot, index) => slot.toggleAttribute('data-turn', index === shown))";
    tab.call::<()>(show, [index]).await;
}

async fn everything_fits(page: &TestPage, theme: Theme) {
    let mut found = Vec::new();
    for (state, layout) in [
        (State::Usual, "column"),
        (State::Long, "column"),
        (State::Show, "column"),
        (State::LongShow, "column"),
        (State::LongShow, "row"),
        (State::Usual, "row"),
        (State::Long, "row"),
        (State::Long, "rotate"),
    ] {
        let options = format!("layout={layout}&");
        let tab = state.open(page, theme, &options, (WIDTHS[0], HEIGHT)).await;
        for width in WIDTHS {
            tab.resize((width, HEIGHT)).await;
            tab.settle().await;
            let is_rotation = layout == "rotate";
            let slots = if is_rotation {
                state.widgets().len()
            } else {
                1
            };
            for slot in 0..slots {
                if is_rotation {
                    show_slot(&tab, slot).await;
                }
                for overflow in overflows(&tab).await {
                    found.push(format!("{state:?}, {layout}, {width} wide: {overflow}"));
                }
            }
        }
    }
    assert!(found.is_empty(), "{theme:?}:\n{}", found.join("\n"));
}

#[test]
fn overflow_is_detected() {
    run(Engine::Chromium103, "overflow_is_detected", async |page| {
        let tab = State::Usual
            .open(page, Theme::Plate, "", (420, HEIGHT))
            .await;
        assert_eq!(overflows(&tab).await, Vec::<String>::new());
        for (css, expected) in [
            (".title { height: 0.5em }", "goal .title is cut off below"),
            (".title { line-height: 0 }", "goal .title is cut off above"),
            (
                ".value > * { text-overflow: clip; max-width: 2em }",
                "label .name is cut off at a side",
            ),
            (".bar { margin-block-start: -1.2em }", "overlaps goal .bar"),
            (".event { height: 0.5em }", "overlaps list .name"),
            (
                ".widget { width: 150vw; max-width: none }",
                "goal is outside the page",
            ),
            (
                ".widget { overflow: visible } .value { position: relative; top: -4em }",
                "is outside its widget",
            ),
            (".slot { margin-block-start: -2em }", "goal overlaps goal"),
        ] {
            tab.add_style(css).await;
            let found = overflows(&tab).await;
            assert!(
                found.iter().any(|overflow| overflow.contains(expected)),
                "{css}: {found:#?}"
            );
            tab.remove_style().await;
        }
    });
}
