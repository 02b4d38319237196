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
            | Field::Count => String::new(),
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
    let unsupported_field = |text, kind| {
        Template::parse(text)
            .ok()
            .and_then(|t| t.unsupported_field(kind))
    };
    assert_eq!(unsupported_field("{name}", WidgetKind::Label), None);
    assert_eq!(
        unsupported_field("{name}", WidgetKind::Goal),
        Some(Field::Name)
    );
    assert_eq!(
        unsupported_field("{count}{percent}", WidgetKind::Counter),
        Some(Field::Percent)
    );
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
