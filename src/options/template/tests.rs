//! Templates, parsed and rendered.

use super::*;
use proptest::prelude::*;

#[track_caller]
fn check(template: &str, expected: &str) {
    let rendered = Template::parse(template).map(|template| {
        join_text(&template.render(&|field| match field {
            Field::Name => "ada".to_owned(),
            Field::Amount => "5".to_owned(),
            Field::Ago => "now".to_owned(),
            Field::Message
            | Field::Tier
            | Field::Months
            | Field::Sender
            | Field::Current
            | Field::Target
            | Field::Left
            | Field::Percent
            | Field::TimeLeft
            | Field::Next
            | Field::Count
            | Field::Rank
            | Field::End
            | Field::Added => String::new(),
        }))
    });
    assert_eq!(rendered, Ok(expected.to_owned()), "{template}");
}

#[test]
fn fields_are_rendered_and_braces_unescaped() {
    check("{name} – {amount}", "ada – 5");
    check("{{name}} {name}}", "{name} ada}");
    check("{ name }!", "ada!");
    check("only text", "only text");
    check("", "");
}

#[test]
fn an_empty_field_drops_the_text_around_it() {
    check("{name} – {message}", "ada");
    check("{name}: {message} {ago}", "ada now");
    check("{name} ({tier}) – {amount}!", "ada 5!");
    check("from {sender} to {name}", "ada");
    check("{message}", "");
    check("{name} {tier}{months} {amount}", "ada 5");
}

#[test]
fn invalid_templates_are_rejected() {
    assert_eq!(
        Template::parse("{nmae}"),
        Err(TemplateError::Unknown("nmae".to_owned()))
    );
    assert_eq!(Template::parse("{"), Err(TemplateError::Unclosed));
    assert_eq!(Template::parse("{name"), Err(TemplateError::Unclosed));
}

#[test]
fn a_kind_supports_its_own_fields() {
    for (text, key, kind, expected) in [
        ("{name}", "tip-latest", WidgetKind::Label, None),
        ("{name}", "tip-goal", WidgetKind::Goal, Some(Field::Name)),
        ("{next}{left}", "tip-goal", WidgetKind::Goal, None),
        (
            "{count}{percent}",
            "tip-week",
            WidgetKind::Counter,
            Some(Field::Percent),
        ),
        ("{rank}{name}{amount}", "tip-top", WidgetKind::Ticker, None),
        (
            "{message}",
            "tip-top",
            WidgetKind::List,
            Some(Field::Message),
        ),
        ("{rank}", "tip-recent", WidgetKind::List, Some(Field::Rank)),
        ("{time-left}{end}{added}", "timer", WidgetKind::Timer, None),
        ("{count}", "timer", WidgetKind::Timer, Some(Field::Count)),
    ] {
        let supported = Field::supported(key, kind);
        let template = Template::parse(text).ok();
        let unsupported = template.and_then(|own| own.unsupported_field(supported));
        assert_eq!(unsupported, expected, "{text} of {key}");
    }
}

proptest! {
    #[test]
    fn parsing_keeps_fields_and_text(text in "(a| |\\{name\\}|\\{time-left\\}){0,12}") {
        let template = Template::parse(&text);
        let rendered = template.map(|template| join_text(&template.render(&|field| format!("{{{}}}", field.name()))));
        prop_assert_eq!(rendered, Ok(text));
    }

    #[test]
    fn no_text_panics_the_parser(text in any::<String>()) {
        let _ = Template::parse(&text);
    }
}
