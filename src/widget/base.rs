//! The settings that all widgets have, and how they render events and figures.

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
    /// The colours of a widget; `None` is the theme's colour.
    Colours {
        /// The colour of bars and names.
        accent: Option<Colour> = ACCENT,
        /// The colour of text.
        text: Option<Colour> = TEXT,
        /// The colour of the empty part of a bar.
        track: Option<Colour> = TRACK,
        /// The background colour.
        back: Option<Colour> = BACK,
    }
}

/// The settings that all widgets have.
#[derive(Clone, Debug, PartialEq)]
pub struct WidgetBase {
    /// What the widget draws.
    pub data_source: DataSource,
    /// How it draws that.
    pub kind: WidgetKind,
    /// `None` is the default title; empty means no title.
    pub title: Option<String>,
    /// `None` is the template of the kind.
    pub template: Option<Template>,
    /// Decimals of figures, at most 4. With `None` the unit decides.
    pub decimals: Option<u8>,
    /// The colours that the address sets.
    pub colours: Colours,
}

impl WidgetBase {
    /// The title above the widget; empty for no title.
    pub fn title(&self) -> String {
        match &self.title {
            Some(title) => title.clone(),
            None => self.data_source.title(),
        }
    }

    pub(super) fn parse(
        data_source: DataSource,
        kind: WidgetKind,
        reader: &mut OptionReader,
    ) -> Option<WidgetBase> {
        let title = reader.parse(&options::TITLE);
        let template = reader.parse_template(data_source.name(), kind);
        // As a default, it may be meant for other widgets.
        let has_decimals = options::DECIMALS.kinds.contains(&kind);
        let decimals = has_decimals.then(|| reader.parse(&options::DECIMALS));
        let colours = Colours::parse(reader);
        Some(WidgetBase {
            data_source,
            kind,
            title: title?,
            template: template?,
            decimals: decimals.unwrap_or(Some(None))?,
            colours: colours?,
        })
    }

    /// Formats a figure in the unit of the data source.
    pub(super) fn format_figure(&self, value: f64, ctx: &RenderContext) -> String {
        format::figure(value, self.data_source.unit(), self.decimals, ctx.locale)
    }

    /// Renders an event with the template, or as its name and its amount. The `rank` is its
    /// place on a leaderboard.
    pub(super) fn render_event(
        &self,
        event: &Event,
        rank: Option<usize>,
        ctx: &RenderContext,
    ) -> Vec<Segment> {
        let unit = self.event_unit(&event.event_type);
        let amount = || {
            event.amount.map_or_else(String::new, |amount| {
                format::figure(amount, unit, self.decimals, ctx.locale)
            })
        };
        let resolve = |field| match field {
            Field::Name => event.name.clone(),
            Field::Amount => amount(),
            Field::Message => event.message.clone(),
            Field::Tier => format::tier(&event.tier),
            Field::Months if unit == Unit::Months => amount(),
            Field::Sender => event.sender.clone(),
            Field::Ago => event.created.map_or_else(String::new, |created| {
                format::ago(ctx.now.since(created), ctx.locale)
            }),
            Field::Rank => rank.map_or_else(String::new, |rank| rank.to_string()),
            Field::Months
            | Field::Current
            | Field::Target
            | Field::Left
            | Field::Percent
            | Field::TimeLeft
            | Field::Next
            | Field::Count
            | Field::End
            | Field::Added => String::new(),
        };
        self.render(&resolve)
    }

    /// Renders the template, or the default one.
    pub(super) fn render(&self, resolve: &dyn Fn(Field) -> String) -> Vec<Segment> {
        if let Some(template) = &self.template {
            return template.render(resolve);
        }
        let default = self.kind.default_template(self.data_source.name());
        Template::parse(default).map_or_else(|_| Vec::new(), |own| own.render(resolve))
    }

    /// The unit of an event's amount: that of the key, or else of the event type.
    pub(super) fn event_unit(&self, event_type: &str) -> Unit {
        let row = match &self.data_source {
            DataSource::Entry(key) => catalogue::find(key.as_str()),
            _ => None,
        };
        row.map_or_else(|| catalogue::event_type_unit(event_type), |row| row.unit)
    }

    /// The name of the unit in the markup, where the style sheet adds it to the
    /// amount. `None` with an own template, which can name the unit itself.
    pub(super) fn unit_name(&self, event_type: &str) -> Option<&'static str> {
        match self.event_unit(event_type) {
            _ if self.template.is_some() => None,
            Unit::Bits => Some("bits"),
            Unit::Kicks => Some("kicks"),
            Unit::Months => Some("months"),
            Unit::Viewers => Some("viewers"),
            Unit::Money | Unit::Count | Unit::Plain => None,
        }
    }

    /// Milliseconds until the text of an event's age changes; `None` if the template
    /// has no age. Only otherwise are the events collected.
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
