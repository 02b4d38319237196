//! Addresses and their problems.
//!
//! Long because the text of every problem is asserted.

use super::*;
use crate::options::WIDGET;
use crate::options::kind::WidgetKind;
use crate::session::{Key, Session};
use crate::widget::Widget;

/// A channel option for queries that need one.
pub(crate) const CHANNEL: &str = "channel=577c0455f9a31ea72a36b2b3";

#[track_caller]
fn parse(query: &str) -> Config {
    Config::parse(&format!("{CHANNEL}&{query}"), "apikey=made-up", &|_| None)
        .unwrap_or_else(|problems| panic!("{query}: {problems:?}"))
}

/// The one widget of a query.
#[track_caller]
fn widget(query: &str) -> Widget {
    match parse(query).slots.as_slice() {
        [WidgetSlot::Widget(widget)] => widget.clone(),
        other => panic!("{query} gave {other:?}"),
    }
}

/// Checks the texts of the first widget's problems.
#[track_caller]
fn check(query: &str, expected: &[&str]) {
    let config = parse(query);
    let problems: Vec<String> = match config.slots.first() {
        Some(WidgetSlot::Invalid { problems, .. }) => {
            problems.iter().map(ToString::to_string).collect()
        }
        _ => Vec::new(),
    };
    assert_eq!(problems, expected, "{query}");
}

/// Checks the texts of the page's problems.
#[track_caller]
fn check_page(query: &str, fragment: &str, expected: &[&str]) {
    let problems: Vec<String> = match Config::parse(query, fragment, &|_| None) {
        Ok(_) => Vec::new(),
        Err(problems) => problems.iter().map(ToString::to_string).collect(),
    };
    assert_eq!(problems, expected, "{query}#{fragment}");
}

#[test]
fn an_example_of_every_part_is_parsed() {
    let config =
        parse("currency=EUR&widget=tip-goal&target=10000&title=New%20PC&widget=follower-latest");
    assert_eq!(
        config.page.currency.as_ref().map(Currency::as_str),
        Some("EUR")
    );
    let [
        WidgetSlot::Widget(Widget::Goal(goal)),
        WidgetSlot::Widget(Widget::Label(label)),
    ] = config.slots.as_slice()
    else {
        panic!("{:?}", config.slots)
    };
    assert_eq!(goal.base.title(), "New PC");
    assert!((goal.target - 10_000.0).abs() < f64::EPSILON);
    assert_eq!(label.base.title(), "Latest follower");
}

#[test]
fn page_options_are_valid_anywhere() {
    let page = parse("widget=tip-goal&target=5&layout=column&scale=2&widget=cheer-recent").page;
    assert_eq!(page.layout, Layout::Column);
    assert!((page.scale - 2.0).abs() < f64::EPSILON);
}

#[test]
fn an_option_before_the_first_widget_is_the_default_of_those_it_fits() {
    let config = parse(
        "target=50&accent=F00&template={name}!&as=ticker&widget=tip-goal&widget=cheer-goal&target=9&widget=follower-latest&widget=tip-recent",
    );
    let kinds: Vec<_> = config
        .slots
        .iter()
        .map(|slot| match slot {
            WidgetSlot::Widget(widget) => (
                widget.kind(),
                widget.base().template.is_some(),
                widget.base().colours.accent.is_some(),
            ),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        kinds,
        [
            (WidgetKind::Goal, false, true),
            (WidgetKind::Goal, false, true),
            (WidgetKind::Label, true, true),
            (WidgetKind::Ticker, true, true)
        ]
    );
    let WidgetSlot::Widget(Widget::Goal(own_target)) = &config.slots[1] else {
        panic!("{:?}", config.slots)
    };
    assert!((own_target.target - 9.0).abs() < f64::EPSILON);
}

#[test]
fn options_for_obs_and_link_tracking_are_ignored() {
    parse(
        "layer-name=a&layer-width=1&layer-height=2&layer-css=c&utm_source=x&v=3&page=overlay&widget=tip-latest",
    );
}

#[test]
fn any_key_may_be_drawn_as_any_kind_that_its_shape_allows() {
    assert_eq!(
        widget("widget=follower-total&as=goal&target=1000").kind(),
        WidgetKind::Goal
    );
    assert_eq!(
        widget("widget=tip-goal&as=counter").kind(),
        WidgetKind::Counter
    );
    assert_eq!(
        widget("widget=recent&as=ticker&only=tip,%20cheer").kind(),
        WidgetKind::Ticker
    );
    check(
        "widget=tip-latest&as=list",
        &["tip-latest cannot be drawn as list; it can be drawn as label"],
    );
    check(
        "widget=tip-goal&as=label&target=5",
        &["tip-goal cannot be drawn as label; it can be drawn as goal or counter"],
    );
    check(
        "widget=recent&as=goal",
        &["recent cannot be drawn as goal; it can be drawn as list or ticker"],
    );
}

#[test]
fn all_problems_of_a_widget_are_found_at_once() {
    check(
        "widget=tip-goal",
        &["target is missing: add target= with a number above 0, such as 2500 or 49.99"],
    );
    check(
        "widget=tip-goal&target=0",
        &["target takes a number above 0, such as 2500 or 49.99, not “0”"],
    );
    check(
        "widget=tip-goal&target=10,000",
        &["target takes a number above 0, such as 2500 or 49.99, not “10,000”"],
    );
    check(
        "widget=tip-goal&target=",
        &["target is empty; it takes a number above 0, such as 2500 or 49.99"],
    );
    check(
        "widget=tip-goal&target=5&target=6",
        &["target is given twice; keep one of them"],
    );
    check(
        "widget=tip-goal&target=5&start=5",
        &["start takes a number below the target, and 5 is not below 5"],
    );
    check(
        "widget=tip-goal&target=5&speed=3&colour=f00&decimals=9&direction=rigth&ends=soon&accent=red",
        &[
            "there is no option “colour”; the nearest is “layout”",
            "speed is for tickers and credits, and this widget is a goal; remove it, or change as=",
            "decimals takes 0, 1, 2, 3 or 4, not “9”",
            "accent takes a colour as 3, 6 or 8 hex digits without #, not “red”",
            "ends takes a date such as 2026-12-24 or 2026-12-24T20:00, not “soon”",
            "direction takes right, left, up or down, not “rigth”; did you mean “right”?",
        ],
    );
    check(
        "widget=cheer-recent&limit=26&least=x&only=tip",
        &[
            "only is for widget=recent, alerts and credits, and this widget is a list; remove it, or change as=",
            "limit takes a whole number from 1 to 25, not “26”",
            "least takes a number, such as 5, not “x”",
        ],
    );
    check(
        "widget=recent&only=tipp",
        &[
            "only takes event types separated by commas, such as tip,cheer, not “tipp”; did you mean “tip”?",
        ],
    );
    check(
        "widget=tip%20goal",
        &[
            "widget takes a session key such as tip-goal, or recent, not “tip goal”; did you mean “tip-goal”?",
        ],
    );
    check(
        "widget=&targt=5",
        &[
            "there is no option “targt”; the nearest is “target”",
            "widget is empty; it takes a session key such as tip-goal, or recent",
        ],
    );
    check(
        "widget=tip-latest&as=lable",
        &["as takes goal, label, counter, list or ticker, not “lable”; did you mean “label”?"],
    );
}

#[test]
fn problems_of_a_template_list_the_known_fields() {
    check(
        "widget=tip-latest&template={nmae}",
        &[
            "the template has no field {nmae}; this widget has {name}, {amount}, {message}, {tier}, {months}, {sender}, {ago}",
        ],
    );
    check(
        "widget=tip-goal&target=5&template={name}",
        &[
            "the template has no field {name}; this widget has {current}, {target}, {left}, {percent}, {time-left}, {next}",
        ],
    );
    check(
        "widget=tip-week&template={count",
        &["the template has a { without a }; write {{ for a brace in the text"],
    );
}

#[test]
fn an_invalid_widget_does_not_affect_the_others() {
    let config = parse("widget=tip-goal&widget=follower-latest");
    assert!(matches!(
        config.slots.as_slice(),
        [WidgetSlot::Invalid { .. }, WidgetSlot::Widget(_)]
    ));
}

#[test]
fn problems_of_the_page_come_with_those_of_the_widgets() {
    check_page(
        "widget=tip-latest",
        "apikey=x",
        &[
            "channel is missing: add channel= with a channel id of 24 hex digits (0 to 9 and a to f)",
        ],
    );
    check_page(
        "channel=lirik&intervall=3&layout=colum&interval=2&interval=20&widget=tip-goal",
        "",
        &[
            "there is no option “intervall”; the nearest is “interval”",
            "interval is given twice; keep one of them",
            "channel takes a channel id of 24 hex digits (0 to 9 and a to f), not “lirik”",
            "interval takes a number of seconds from 5 to 3600, not “2”",
            "layout takes column, row or rotate, not “colum”; did you mean “column”?",
            "there is no credential in this address: add #apikey= with your overlay token at its end. The token is the last part of an overlay's address on StreamElements",
            "target is missing: add target= with a number above 0, such as 2500 or 49.99",
        ],
    );
    check_page(
        "source=demo",
        "",
        &["there is no widget in this address; add one, such as widget=follower-latest"],
    );
    check_page(
        "source=demo&page=dok&widget=tip-latest",
        "",
        &["page takes overlay, configurator or dock, not “dok”; did you mean “dock”?"],
    );
    check_page(
        "source=demo&page=overlay&page=overlay&widget=tip-latest",
        "",
        &["page is given twice; keep one of them"],
    );
    check_page(
        "source=demo&widget=tip-latest&currency=EUT&locale=e&api=ftp://x&font=a,b&scale=9",
        "",
        &[
            "api takes an origin such as https://api.example.com, without a path, not “ftp://x”",
            "scale takes a number from 0.25 to 8, not “9”",
            "font takes the name of one font family, without quotes, not “a,b”",
            "locale takes a language tag such as en-GB, not “e”",
            "currency takes a currency code of three letters, such as EUR, not “EUT”",
        ],
    );
}

#[test]
fn the_demo_needs_neither_channel_nor_credential() {
    check_page("source=demo&widget=tip-latest", "", &[]);
}

#[test]
fn a_credential_is_valid_in_the_fragment_alone() {
    let query = format!("{CHANNEL}&widget=tip-latest");
    let config = Config::parse(&query, "token=made.up.jwt", &|_| None).ok();
    assert_eq!(
        config.and_then(|c| c.credential).map(|c| c.authorization()),
        Some("Bearer made.up.jwt".to_owned())
    );
    let renew = "apikey is before the #, so it is sent to the host and written to its logs: renew it on StreamElements, and put the new one at the end of the address as #apikey=";
    check_page(&format!("{query}&apikey=made-up"), "apikey=x", &[renew]);
    check_page(
        &query,
        "apikey=a&token=b",
        &["there are two credentials after the #; keep one, preferably #apikey="],
    );
    check_page(
        &query,
        "made-up",
        &[
            "the text after the # is unknown: it takes #apikey= with an overlay token, or #token= with a JWT",
        ],
    );
    check_page(
        &query,
        "apikey=two%20words",
        &[
            "the text after #apikey= is not a credential: it takes letters, digits and signs without spaces, copied whole",
        ],
    );
    assert!(Config::parse(&query, "apikey=", &|_| None).is_err());
}

#[test]
fn possible_secrets_are_redacted() {
    let secret = "Mr0verlayT0kenMadeUpMr0verlayT0kenMadeUp1";
    let jwt = "eyJhbGciOi.eyJjaGFu.c2ln";
    for query in [
        format!("jwt={jwt}&widget=tip-latest"),
        format!("my-token={secret}&widget=tip-latest"),
        format!("apiKey={secret}&widget=tip-latest"),
        format!("{secret}&widget=tip-latest"),
        format!("{jwt}=&widget=tip-latest"),
        format!("widget={secret}!"),
        format!("widget={secret}{secret}"),
        format!("interval={secret}&widget=tip-latest"),
        format!("channel={jwt}&widget=tip-latest"),
        format!("widget=tip-goal&target={secret}"),
        "widget=tip-goal&target=5&secret=short".to_owned(),
        format!("widget=recent&only={secret}"),
        format!("widget=tip-latest&template={{{secret}}}"),
        format!("token={secret}&widget=tip-latest"),
    ] {
        let outcome = Config::parse(&query, "apikey=Fr4gmentSecret", &|_| None);
        let problems = match outcome {
            Err(problems) => problems,
            Ok(config) => config
                .slots
                .into_iter()
                .flat_map(|slot| match slot {
                    WidgetSlot::Invalid { problems, name } => {
                        assert!(!name.contains(secret), "{query}");
                        problems
                    }
                    other => panic!("{query} reads as {other:?}"),
                })
                .collect(),
        };
        let words: Vec<_> = problems
            .iter()
            .map(|problem| format!("{problem} {problem:?}"))
            .collect();
        let words = words.concat();
        for leak in [secret, jwt, "=short", "“short”", "Fr4gmentSecret"] {
            assert!(!words.contains(leak), "{query}: {words}");
        }
    }
}

#[test]
fn an_unknown_key_needs_the_session() {
    let config = parse(
        "limit=3&widget=supporter-recent&widget=fan-goal&target=5&widget=share-latest&as=label",
    );
    let [sponsor, fans, share] = config.slots.as_slice() else {
        panic!("{:?}", config.slots)
    };
    assert!(config.slots.iter().all(WidgetSlot::needs_session));
    let session = Session::new(vec![
        (
            Key::from("supporter-recent"),
            crate::session::Entry::Recent(Vec::new()),
        ),
        (
            Key::from("share-latest"),
            crate::session::Entry::Figure(5.0),
        ),
        (Key::from("fan-goal"), crate::session::Entry::Figure(5.0)),
    ]);
    let describe = |slot: &WidgetSlot, session: &Session| match slot.resolve(session) {
        WidgetSlot::Invalid { problems, .. } => {
            problems.iter().map(ToString::to_string).collect::<String>()
        }
        WidgetSlot::Widget(widget) => widget.kind().name().to_owned(),
        WidgetSlot::Unresolved(_) => "unresolved".to_owned(),
    };
    assert!(
        matches!(sponsor.resolve(&session), WidgetSlot::Widget(Widget::List(list)) if list.options.limit == 3)
    );
    assert_eq!(describe(fans, &session), "goal");
    assert_eq!(
        describe(share, &session),
        "share-latest cannot be drawn as label; it can be drawn as goal or counter"
    );
    let empty = Session::default();
    assert_eq!(
        describe(fans, &empty),
        "“fan-goal” is not a known key; the nearest is “tip-goal”"
    );
    assert_eq!(
        describe(sponsor, &empty),
        "“supporter-recent” is not a known key; the nearest is “subscriber-recent”"
    );
    let known = WidgetSlot::Widget(widget("widget=tip-goal&target=5"));
    assert!(!known.needs_session());
    assert_eq!(known.resolve(&empty), known);
}

#[test]
fn choices_and_defaults_of_the_table_are_valid() {
    for spec in every_option() {
        for text in spec.choices.iter().copied().chain(spec.default) {
            let query = match spec.kinds {
                [] => format!("{}={text}&widget=tip-latest", spec.name),
                [WidgetKind::Goal] => format!(
                    "widget=tip-goal&{}{}={text}",
                    if spec.name == "target" {
                        ""
                    } else {
                        "target=5&"
                    },
                    spec.name
                ),
                kinds => {
                    let kind = if spec.name == "as" {
                        text
                    } else {
                        kinds.last().map_or("", |kind| kind.name())
                    };
                    let key = match kind {
                        "goal" | "counter" => "tip-goal&as={kind}",
                        "label" => "tip-latest",
                        "alert" => "alerts",
                        "credits" => "credits",
                        _ => "tip-top&as={kind}",
                    };
                    let key = key.replace("{kind}", kind);
                    let goal = if kind == "goal" { "&target=5" } else { "" };
                    let own = if spec.name == "as" {
                        String::new()
                    } else {
                        format!("&{}={text}", spec.name)
                    };
                    format!("widget={key}{goal}{own}")
                }
            };
            check(&query, &[]);
        }
    }
}

fn every_option() -> impl Iterator<Item = &'static OptionSpec> {
    crate::options::PAGE.iter().chain(WIDGET).copied()
}

#[test]
fn options_of_an_unknown_key_are_checked_at_once() {
    check(
        "widget=supporter-latest&accent=zzz&limit=999",
        &[
            "accent takes a colour as 3, 6 or 8 hex digits without #, not “zzz”",
            "limit takes a whole number from 1 to 25, not “999”",
        ],
    );
    check("widget=supporter-latest&limit=9", &[]);
}

#[test]
fn a_misspelt_key_with_problems_is_its_only_problem() {
    for (query, found, nearest) in [
        ("widget=tip-gaol&target=0", "tip-gaol", "tip-goal"),
        ("widget=tip-gaol&as=goal&target=0", "tip-gaol", "tip-goal"),
        ("widget=tipp-goal", "tipp-goal", "tip-goal"),
        ("widget=tip-latset&targt=5", "tip-latset", "tip-latest"),
        (
            "widget=TIP-LATEST&limit=3&limit=4",
            "TIP-LATEST",
            "tip-latest",
        ),
        ("widget=recnt&only=tipp", "recnt", "recent"),
    ] {
        let expected = format!("“{found}” is not a known key; the nearest is “{nearest}”");
        check(query, &[&expected]);
    }
    check(
        "widget=tip%20goal&targt=5",
        &[
            "widget takes a session key such as tip-goal, or recent, not “tip goal”; did you mean “tip-goal”?",
        ],
    );
    // Without a problem the session decides.
    check("widget=tip-gaol&as=goal&target=5", &[]);
}

#[test]
fn a_misspelt_key_stays_the_only_problem_once_the_session_is_known() {
    let session = Session::new(vec![(
        Key::from("tip-gaol"),
        crate::session::Entry::Figure(5.0),
    )]);
    for query in [
        "widget=tip-gaol&as=label",
        "widget=tip-gaol&limit=3",
        "widget=tip-gaol&template={name}",
    ] {
        let config = parse(query);
        let [slot] = config.slots.as_slice() else {
            panic!("{:?}", config.slots)
        };
        let WidgetSlot::Invalid { problems, .. } = slot.resolve(&session) else {
            panic!("{query}")
        };
        let texts: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(
            texts,
            ["“tip-gaol” is not a known key; the nearest is “tip-goal”"],
            "{query}"
        );
    }
}

#[test]
fn numbers_get_no_suggestion() {
    check(
        "widget=tip-goal&target=5&decimals=5",
        &["decimals takes 0, 1, 2, 3 or 4, not “5”"],
    );
    check(
        "widget=tip-latest&decimals=two",
        &["decimals takes 0, 1, 2, 3 or 4, not “two”"],
    );
    check(
        "widget=recent&only=5",
        &["only takes event types separated by commas, such as tip,cheer, not “5”"],
    );
    check_page(
        "source=demo&page=1&theme=-2.5&layout=1e3&align=10,000&widget=tip-latest",
        "",
        &[
            "page takes overlay, configurator or dock, not “1”",
            "layout takes column, row or rotate, not “1e3”",
            "align takes start, center or end, not “10,000”",
            "theme takes plate, clear, neon, paper, pixel or glass, not “-2.5”",
        ],
    );
}

#[test]
fn one_typo_is_one_problem() {
    check(
        "widget=follower-total&as=gaol&target=100",
        &["as takes goal, label, counter, list or ticker, not “gaol”; did you mean “goal”?"],
    );
    check_page(
        "source=dmeo&widget=tip-latest",
        "",
        &["source takes live or demo, not “dmeo”; did you mean “demo”?"],
    );
    check(
        "widget=recent!",
        &[
            "widget takes a session key such as tip-goal, or recent, not “recent!”; did you mean “recent”?",
        ],
    );
}

#[test]
fn a_server_of_ones_own_has_no_gateway_unless_it_is_named() {
    let own = "api=https://api.example.com";
    for (options, gateway) in [
        ("interval=15", Some("wss://astro.streamelements.com")),
        ("updates=poll", None),
        (own, None),
        (
            &format!("{own}&gateway=WSS://Push.example.com:443/"),
            Some("wss://push.example.com"),
        ),
        ("gateway=ws://127.0.0.1:9000", Some("ws://127.0.0.1:9000")),
        ("updates=poll&gateway=ws://127.0.0.1:9000", None),
    ] {
        let page = parse(&format!("{options}&widget=tip-latest")).page;
        assert_eq!(page.push_gateway(), gateway, "{options}");
    }
    let https = "gateway=https://push.example.com&source=demo&widget=tip-latest";
    assert!(Config::parse(https, "", &|_| None).is_err());
}

#[test]
fn origins_are_normalized_like_in_browsers() {
    for (origin, expected) in [
        ("https://Example.org/", "https://example.org"),
        ("http://localhost:80", "http://localhost"),
        ("https://host:443", "https://host"),
        ("http://127.0.0.1:08080", "http://127.0.0.1:8080"),
        ("http://[::1]:9", "http://[::1]:9"),
    ] {
        assert_eq!(
            parse(&format!("api={origin}&widget=tip-latest"))
                .page
                .api
                .as_str(),
            expected
        );
    }
    for invalid in [
        "ftp://x",
        "https://",
        "https://a/b",
        "https://u@h",
        "http://h:0",
        "http://h:%2B80",
        "x.org",
    ] {
        assert!(
            Config::parse(
                &format!("api={invalid}&source=demo&widget=tip-latest"),
                "",
                &|_| None
            )
            .is_err(),
            "{invalid}"
        );
    }
}

#[test]
fn numbers_may_start_with_a_decimal_point() {
    assert!((parse("scale=.5&widget=tip-latest").page.scale - 0.5).abs() < f64::EPSILON);
    check("widget=tip-goal&target=.5&start=-.5", &[]);
}
