//! The style sheets use only CSS that Chromium 103 supports.
//!
//! The engine judges each part itself (`CSS.supports`, `matchMedia`), because it reports no
//! unsupported CSS and tables of features are incomplete for a version as old as 103.
//! cssparser finds the parts as they are written; the CSSOM drops what the engine does not
//! understand, and minifiers parse values into newer or older forms.

use super::browser::Engine;
use super::site::dist;
use super::tab::Tab;
use super::test_page::run;
use cssparser::{Delimiter, ParseError, Parser, Token};
use session_overlay::options::values::Theme;
use std::fs;

/// The functions of Chromium 103 that the style sheets may use: `CSS.supports` cannot judge
/// a value with `var()`.
const FUNCTIONS: &str = "var env attr calc min max clamp url rgb rgba hsl hsla linear-gradient \
    radial-gradient conic-gradient repeating-linear-gradient repeating-radial-gradient \
    repeating-conic-gradient translate translateX translateY translateZ translate3d scale scaleX \
    scaleY rotate skew skewX skewY matrix perspective cubic-bezier steps blur brightness contrast \
    drop-shadow grayscale hue-rotate invert opacity saturate sepia minmax repeat fit-content inset \
    circle ellipse polygon path counter counters";

/// The units that no `width` has.
const OTHER_UNITS: &str = "deg turn rad s ms fr dpi dppx";

const UNSUPPORTED: &str = "(conditions, queries) => [
    ...conditions.filter((condition) => !CSS.supports(condition)),
    ...queries.filter((query) => matchMedia(query).media.includes('not all')),
]";

fn is_one_of(word: &str, words: &str) -> bool {
    words.split_whitespace().any(|other| other == word)
}

/// The descriptors of `@property` and `@font-face` that Chromium 103 has.
const DESCRIPTORS: [&str; 6] = [
    "syntax",
    "inherits",
    "initial-value",
    "font-family",
    "src",
    "size-adjust",
];

/// The parts of a style sheet that a browser must support.
#[derive(Default)]
struct Parts {
    /// Supports conditions: declarations, selectors and units.
    conditions: Vec<String>,
    /// Media queries.
    queries: Vec<String>,
    /// What no browser needs to be asked about.
    faults: Vec<String>,
}

type Parsed<T = ()> = Result<T, ParseError<()>>;

impl Parts {
    fn parse(css: &str) -> Parts {
        let mut parts = Parts::default();
        parts.parse_rules(&mut Parser::new(css), false).unwrap();
        parts
    }

    fn parse_rules(&mut self, input: &mut Parser, in_keyframes: bool) -> Parsed {
        let is_stop = |stop: &str| matches!(stop, "from" | "to") || stop.ends_with('%');
        while !input.is_exhausted() {
            let head = parse_head(input)?;
            let has_block = input.next() == Ok(&Token::CurlyBracketBlock);
            let (name, query) = head.split_once(char::is_whitespace).unwrap_or((head, ""));
            match name {
                "@layer" | "@keyframes" | "@property" | "@font-face" => {}
                "@media" => self.queries.push(query.to_owned()),
                _ if name.starts_with('@') || !has_block => {
                    self.faults.push(format!("rule {head}"));
                }
                _ if !in_keyframes => self.parse_selectors(&mut Parser::new(head))?,
                _ if head.split(',').map(str::trim).all(is_stop) => {}
                _ => self.faults.push(format!("keyframe {head}")),
            }
            if has_block {
                input.parse_nested_block(|input| match name.strip_prefix('@') {
                    Some("property" | "font-face") => self.parse_descriptors(input),
                    Some(name) => self.parse_rules(input, name == "keyframes"),
                    None => self.parse_declarations(input),
                })?;
            }
        }
        Ok(())
    }

    fn parse_selectors(&mut self, input: &mut Parser) -> Parsed {
        let parse_one = |input: &mut Parser| {
            let start = input.position();
            while let Ok(token) = input.next().cloned() {
                // These lists ignore unsupported selectors, so each one is checked.
                if matches!(&token, Token::Function(name) if is_one_of(name, "is where")) {
                    input.parse_nested_block(|input| self.parse_selectors(input))?;
                }
            }
            let selector = input.slice_from(start).trim();
            self.conditions.push(format!("selector({selector})"));
            Ok(())
        };
        input.parse_comma_separated(parse_one).map(|_| ())
    }

    /// No condition can ask for these.
    fn parse_descriptors(&mut self, input: &mut Parser) -> Parsed {
        while !input.is_exhausted() {
            let descriptor = parse_head(input)?;
            let _ = input.next();
            let name = descriptor.split(':').next().unwrap_or_default();
            if !DESCRIPTORS.contains(&name) {
                self.faults.push(format!("descriptor {name}"));
            }
        }
        Ok(())
    }

    fn parse_declarations(&mut self, input: &mut Parser) -> Parsed {
        while !input.is_exhausted() {
            let declaration = parse_head(input)?;
            let has_block = input.next() == Ok(&Token::CurlyBracketBlock);
            let Some((name, value)) = declaration.split_once(':').filter(|_| !has_block) else {
                self.faults
                    .push(format!("not a declaration: {declaration}"));
                continue;
            };
            self.parse_value(&mut Parser::new(value))?;
            if !name.starts_with("--") {
                self.conditions.push(format!("({declaration})"));
            }
        }
        Ok(())
    }

    fn parse_value(&mut self, input: &mut Parser) -> Parsed {
        while let Ok(token) = input.next().cloned() {
            match &token {
                Token::Dimension { unit, .. } if !is_one_of(unit, OTHER_UNITS) => {
                    self.conditions.push(format!("(width: 1{unit})"));
                }
                Token::Function(name) if !is_one_of(name, FUNCTIONS) => {
                    self.faults.push(format!("function {name}"));
                }
                _ => {}
            }
            if matches!(token, Token::Function(_) | Token::ParenthesisBlock) {
                input.parse_nested_block(|input| self.parse_value(input))?;
            }
        }
        Ok(())
    }
}

/// The text up to the next block or semicolon, without comments before it.
fn parse_head<'i>(input: &mut Parser<'i>) -> Parsed<&'i str> {
    input.skip_whitespace();
    let start = input.position();
    let delimiters = Delimiter::CurlyBracketBlock | Delimiter::Semicolon;
    input.parse_until_before(delimiters, |input| {
        while input.next().is_ok() {}
        Ok(input.slice_from(start).trim())
    })
}

/// What this browser does not support of a style sheet, one part a line.
async fn unsupported(tab: &Tab, parts: Parts) -> String {
    let Parts {
        conditions,
        queries,
        mut faults,
    } = parts;
    faults.extend(
        tab.call::<Vec<String>>(UNSUPPORTED, (conditions, queries))
            .await,
    );
    faults.join("\n")
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
    let name = "the_style_sheets_are_supported";
    run(Engine::Chromium103, name, async |page| {
        let tab = page.live("widget=tip-total").await;
        let sheets = built_sheets();
        let parts = Parts::parse(&sheets.join("\n"));
        assert!(sheets.len() > Theme::ALL.len() && parts.conditions.len() > 500);
        assert_eq!(unsupported(&tab, parts).await, "");
    });
}

#[test]
fn unsupported_css_is_reported() {
    let name = "unsupported_css_is_reported";
    run(Engine::Chromium103, name, async |page| {
        let tab = page.live("widget=tip-total").await;
        for (css, expected) in [
            (
                ".a { color: red; text-wrap: balance }",
                "(text-wrap: balance)",
            ),
            (
                "@layer a { .b { width: 3dvh } }",
                "(width: 1dvh)\n(width: 3dvh)",
            ),
            (".a { width: calc(3cqw + var(--b)) }", "(width: 1cqw)"),
            (":root { --a: oklch(50% 0 0) }", "function oklch"),
            (
                ".a { color: color-mix(in srgb, red, var(--b)) }",
                "function color-mix",
            ),
            (".a:has(.b) { color: red }", "selector(.a:has(.b))"),
            (".a:is(.b, :has(.c)) { color: red }", "selector(:has(.c))"),
            (".a { .b { color: red } }", "not a declaration: .b"),
            (
                ".a { &:hover { color: red } }",
                "not a declaration: &:hover",
            ),
            (
                ".a { @media print { color: red } }",
                "not a declaration: @media print",
            ),
            (
                "@container (width > 3px) { .a { color: red } }",
                "rule @container (width > 3px)",
            ),
            (
                "@supports (color: red) { .a { color: red } }",
                "rule @supports (color: red)",
            ),
            (
                "@media (width > 3px) { .a { color: red } }",
                "(width > 3px)",
            ),
            ("@import 'a.css';", "rule @import 'a.css'"),
            ("@font-face { font-tech: x }", "descriptor font-tech"),
            ("@keyframes a { form { top: 0 } }", "keyframe form"),
            ("@keyframes a { from { translat: 1px } }", "(translat: 1px)"),
            (
                "/* a */ @media print { /* b */ .a::before { content: '}' } /* c */ }",
                "",
            ),
        ] {
            assert_eq!(
                unsupported(&tab, Parts::parse(css)).await,
                expected,
                "{css}"
            );
        }
    });
}
