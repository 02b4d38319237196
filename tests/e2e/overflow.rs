//! Everything fits, in the engine of OBS 28: nothing is cut off, lies on
//! something else or stands outside, whatever there is to tell and however wide
//! the source.

use super::browser::Engine;
use super::scenes::State;
use super::tab::Tab;
use super::test_page::{TestPage, in_every_theme, run};
use session_overlay::options::values::Theme;

in_every_theme! { Chromium103: everything_fits }

/// High enough for all widgets in a source as narrow as can be.
const HEIGHT: u32 = 2000;
const WIDTHS: [u32; 3] = [200, 420, 1920];

async fn faults(tab: &Tab) -> Vec<String> {
    tab.eval(include_str!("overflow.js")).await
}

/// Gives the turn to one of the widgets that take turns.
async fn turn_to(tab: &Tab, at: usize) {
    let script = format!(
        "(() => {{
            document.querySelectorAll('.slot').forEach((slot, place) => slot.toggleAttribute('data-turn', place === {at}));
            return 0;
        }})()"
    );
    let _: i32 = tab.eval(&script).await;
}

async fn everything_fits(page: &TestPage, theme: Theme) {
    let mut wrong = Vec::new();
    for (state, layout) in [
        (State::Usual, "column"),
        (State::Long, "column"),
        (State::Usual, "row"),
        (State::Long, "row"),
        (State::Long, "rotate"),
    ] {
        let options = format!("layout={layout}&");
        let tab = state.open(page, theme, &options, (WIDTHS[0], HEIGHT)).await;
        for width in WIDTHS {
            tab.resize((width, HEIGHT)).await;
            tab.settle().await;
            let turns = if layout == "rotate" {
                state.widgets().len()
            } else {
                1
            };
            for turn in 0..turns {
                if layout == "rotate" {
                    turn_to(&tab, turn).await;
                }
                let faults = faults(&tab).await;
                wrong.extend(
                    faults
                        .iter()
                        .map(|fault| format!("{state:?}, {layout}, {width} wide: {fault}")),
                );
            }
        }
    }
    assert!(wrong.is_empty(), "{theme:?}:\n{}", wrong.join("\n"));
}

#[test]
fn what_does_not_fit_is_told() {
    run(
        Engine::Chromium103,
        "what_does_not_fit_is_told",
        async |page| {
            let tab = State::Usual
                .open(page, Theme::Plate, "", (420, HEIGHT))
                .await;
            assert_eq!(faults(&tab).await, Vec::<String>::new());
            for (css, expected) in [
                (".title { height: 0.5em }", "goal .title is cut off below"),
                (".title { line-height: 0 }", "goal .title is cut off above"),
                (
                    ".value > * { text-overflow: clip; max-width: 2em }",
                    "label .name is cut off at a side",
                ),
                (".bar { margin-block-start: -1.2em }", "lies on goal .bar"),
                (".event { height: 0.5em }", "lies on list .name"),
                (
                    ".widget { width: 150vw; max-width: none }",
                    "goal stands outside the page",
                ),
                (
                    ".widget { overflow: visible } .value { position: relative; top: -4em }",
                    "stands outside its widget",
                ),
                (".slot { margin-block-start: -2em }", "goal lies on goal"),
            ] {
                tab.add_style(css).await;
                let faults = faults(&tab).await;
                assert!(
                    faults.iter().any(|fault| fault.contains(expected)),
                    "{css}: {faults:#?}"
                );
                tab.remove_style().await;
            }
        },
    );
}
