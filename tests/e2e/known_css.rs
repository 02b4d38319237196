//! The style sheets use only CSS that Chromium 103 supports.

use super::browser::Engine;
use super::site::dist;
use super::tab::Tab;
use super::test_page::run;
use serde::Deserialize;
use session_overlay::options::values::Theme;
use std::fs;

/// The result of `known_css.js`.
#[derive(Debug, Deserialize)]
struct Checked {
    sheets: usize,
    declarations: usize,
    faults: Vec<String>,
}

async fn check(tab: &Tab, sheets: &[String]) -> Checked {
    tab.call(include_str!("known_css.js"), [sheets]).await
}

fn built_sheets() -> Vec<String> {
    let files = fs::read_dir(dist())
        .unwrap()
        .map(|file| file.unwrap().path());
    let linked = files.filter(|path| path.extension().is_some_and(|own| own == "css"));
    let linked = linked.map(|path| fs::read_to_string(path).unwrap());
    let page = fs::read_to_string(dist().join("index.html")).unwrap();
    let inline = page.split("<style>").skip(1);
    let inline = inline.map(|rest| rest.split_once("</style>").unwrap().0.to_owned());
    linked.chain(inline).collect()
}

#[test]
fn the_style_sheets_are_supported() {
    run(
        Engine::Chromium103,
        "the_style_sheets_are_supported",
        async |page| {
            let tab = page.live("widget=tip-total").await;
            let checked = check(&tab, &built_sheets()).await;
            assert!(checked.faults.is_empty(), "{:#?}", checked.faults);
            assert!(
                checked.sheets > Theme::ALL.len() && checked.declarations > 300,
                "{checked:?}"
            );
        },
    );
}

#[test]
fn unsupported_css_is_reported() {
    run(
        Engine::Chromium103,
        "unsupported_css_is_reported",
        async |page| {
            let tab = page.live("widget=tip-total").await;
            for (css, expected) in [
                (
                    ".a { color: red; text-wrap: balance }",
                    &["declaration text-wrap: balance"] as &[&str],
                ),
                (
                    "@layer a { .b { width: 3dvh } }",
                    &["unit dvh in width: 3dvh", "declaration width: 3dvh"],
                ),
                (
                    ".a { width: calc(3cqw + var(--b)) }",
                    &["unit cqw in width: calc(3cqw + var(--b))"],
                ),
                (
                    ":root { --a: oklch(50% 0 0) }",
                    &["function oklch in --a: oklch(50% 0 0)"],
                ),
                (".a:has(.b) { color: red }", &["selector .a:has(.b)"]),
                (".a:is(.b, :has(.c)) { color: red }", &["selector :has(.c)"]),
                (".a { .b { color: red } }", &["not a declaration: .b"]),
                (
                    ".a { &:hover { color: red } }",
                    &["not a declaration: &:hover"],
                ),
                (
                    "@container (width > 3px) { .a { color: red } }",
                    &["rule @container (width > 3px)"],
                ),
                (
                    "@media (width > 3px) { .a { color: red } }",
                    &["query (width > 3px)"],
                ),
                ("@import 'a.css';", &["rule @import 'a.css'"]),
                (
                    "@keyframes a { from { translat: 1px } }",
                    &["declaration translat: 1px"],
                ),
                (
                    "@supports (color: oklch(0 0 0)) { .a { color: oklch(0 0 0) } }",
                    &[],
                ),
                ("@media print { .a::before { content: '}' } }", &[]),
            ] {
                assert_eq!(
                    check(&tab, &[css.to_owned()]).await.faults,
                    expected,
                    "{css}"
                );
            }
        },
    );
}
