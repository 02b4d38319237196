//! What every kind of widget has, and how events and figures are worded.

use super::{DataSource, RenderContext};
use crate::options;
use crate::options::kind::WidgetKind;
use crate::options::reader::{OptionReader, settings};
use crate::options::template::{Field, Segment, Template};
use crate::options::values::Colour;
use crate::session::Event;
use crate::session::catalogue::{self, Unit};
use crate::session::timestamp::Timestamp;
use crate::widget::format;
use std::borrow::Borrow;

settings! {
    /// The colours that an address gives to a widget; `None` is the theme's.
    Colours {
        /// Of bars and names.
        accent: Option<Colour> = ACCENT,
        /// Of text.
        text: Option<Colour> = TEXT,
        /// Of the part of a bar that is still empty.
        track: Option<Colour> = TRACK,
        /// Behind everything.
        back: Option<Colour> = BACK,
    }
}

/// What every kind of widget has.
#[derive(Clone, Debug, PartialEq)]
pub struct WidgetBase {
    /// What it speaks of.
    pub data_source: DataSource,
    /// `None` is the subject's own words, empty is no title.
    pub title: Option<String>,
    /// `None` is the kind's own.
    pub template: Option<Template>,
    /// Digits behind the point; `None` is the unit's own. At most 4.
    pub decimals: Option<u8>,
    /// Colours of its own.
    pub colours: Colours,
}

impl WidgetBase {
    /// The title that stands above the widget; empty where there is none.
    pub fn title(&self) -> String {
        match &self.title {
            Some(title) => title.clone(),
            None => self.data_source.title(),
        }
    }

    pub(super) fn parse(
        data_source: DataSource,
        kind: WidgetKind,
        from: &mut OptionReader,
    ) -> Option<WidgetBase> {
        let title = from.parse(&options::TITLE);
        let template = from.parse_template(kind);
        let decimals = from.parse(&options::DECIMALS);
        let colours = Colours::parse(from);
        Some(WidgetBase {
            data_source,
            title: title?,
            template: template?,
            decimals: decimals?,
            colours: colours?,
        })
    }

    /// A figure in the subject's unit.
    pub(super) fn figure(&self, value: f64, ctx: &RenderContext) -> String {
        format::figure(value, self.data_source.unit(), self.decimals, ctx.locale)
    }

    /// An event in the template's words, or as its name and its amount.
    pub(super) fn event(&self, event: &Event, ctx: &RenderContext) -> Vec<Segment> {
        let unit = self.event_unit(&event.event_type);
        let amount = || {
            event.amount.map_or_else(String::new, |amount| {
                format::figure(amount, unit, self.decimals, ctx.locale)
            })
        };
        let say = |field| match field {
            Field::Name => event.name.clone(),
            Field::Amount => amount(),
            Field::Message => event.message.clone(),
            Field::Tier => format::tier(&event.tier),
            Field::Months if unit == Unit::Months => amount(),
            Field::Sender => event.sender.clone(),
            Field::Ago => event.created.map_or_else(String::new, |then| {
                format::ago(ctx.now.since(then), ctx.locale)
            }),
            Field::Months
            | Field::Current
            | Field::Target
            | Field::Left
            | Field::Percent
            | Field::TimeLeft
            | Field::Count => String::new(),
        };
        fill(self.template.as_ref(), "{name} {amount}", &say)
    }

    /// What an event's amount counts: what the catalogue says of the key, or
    /// what events of its source have.
    pub(super) fn event_unit(&self, event_type: &str) -> Unit {
        let row = match &self.data_source {
            DataSource::Entry(key) => catalogue::find(key.as_str()),
            DataSource::MergedRecent(_) => None,
        };
        row.map_or_else(|| catalogue::event_type_unit(event_type), |row| row.unit)
    }

    /// What stands behind an event's amount where the template is the usual
    /// one and says nothing of it; a name that the style sheet knows.
    pub(super) fn amount_unit(&self, event_type: &str) -> Option<&'static str> {
        match self.event_unit(event_type) {
            _ if self.template.is_some() => None,
            Unit::Bits => Some("bits"),
            Unit::Months => Some("months"),
            Unit::Viewers => Some("viewers"),
            Unit::Money | Unit::Count | Unit::Plain => None,
        }
    }

    /// Milliseconds until the age of one of these events reads differently; no
    /// events are looked for where no age is told.
    pub(super) fn ages_change_in<E: Borrow<Event>, I: IntoIterator<Item = E>>(
        &self,
        events: impl FnOnce() -> I,
        now: Timestamp,
    ) -> Option<f64> {
        self.template
            .as_ref()
            .filter(|template| template.contains(Field::Ago))?;
        let age = |event: E| Some(now.since(event.borrow().created?));
        let ages = events().into_iter().filter_map(age);
        ages.map(format::ago_changes_in).reduce(f64::min)
    }
}

/// Fills a template, or the usual one.
pub(super) fn fill(
    own: Option<&Template>,
    usual: &str,
    say: &dyn Fn(Field) -> String,
) -> Vec<Segment> {
    match own {
        Some(template) => template.render(say),
        None => Template::parse(usual).map_or_else(|_| Vec::new(), |usual| usual.render(say)),
    }
}
