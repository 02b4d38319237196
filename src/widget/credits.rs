//! The credits: everybody of a stream by event type, rolling upwards.

use super::{DataSource, RenderContext, WidgetBase};
use crate::options::reader::{OptionReader, settings};
use crate::options::template::Segment;
use crate::options::values::EventTypes;
use crate::session::Event;
use crate::session::catalogue::{self, EVENT_TYPES, Unit};
use crate::session::credits::{self, Credits};
use crate::widget::state::ChangeContext;

settings! {
    /// The options of credits.
    CreditsOptions {
        /// The smallest sum of a person. Who has given nothing is always listed.
        least: Option<f64> = LEAST,
        /// Pixels per second, from 10 to 400.
        speed: f64 = SPEED,
        /// Whether they repeat after their end.
        repeat: bool = REPEAT,
    }
}

/// The settings of credits.
#[derive(Clone, Debug, PartialEq)]
pub struct CreditsRoll {
    /// The settings that all widgets have.
    pub base: WidgetBase,
    /// Their options.
    pub options: CreditsOptions,
}

/// The state of credits.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CreditsState {
    /// Everybody; empty before the first run and after the last one.
    pub groups: Vec<CreditsGroup>,
    /// The number of the run, from 1.
    pub run: u32,
    /// How often the page had been shown or hidden when the run began.
    visibility: u32,
}

/// Everybody of one event type.
#[derive(Clone, Debug, PartialEq)]
pub struct CreditsGroup {
    /// Its name in the markup: `tip`.
    pub event_type: String,
    /// Its title.
    pub title: String,
    /// The rendered template of each person.
    pub people: Vec<Vec<Segment>>,
    /// The name of the amount's unit in the markup; `None` for no unit.
    pub unit: Option<&'static str>,
}

impl CreditsRoll {
    pub(super) fn parse(base: Option<WidgetBase>, reader: &mut OptionReader) -> Option<Self> {
        let options = CreditsOptions::parse(reader)?;
        Some(CreditsRoll {
            base: base?,
            options,
        })
    }

    /// The state in this context, which follows the previous one. A run begins with the first
    /// session, and whenever the page is shown; it ends when the page has rolled it.
    pub fn state(
        &self,
        ctx: &RenderContext,
        previous: Option<&CreditsState>,
        now: ChangeContext,
    ) -> CreditsState {
        let mut state = previous.cloned().unwrap_or_default();
        let is_over = now.progress.number >= state.run;
        let is_shown = state.visibility != now.visibility;
        let begins = state.run == 0 || is_shown || is_over && self.options.repeat;
        match ctx.session {
            Some(session) if begins && !now.is_hidden && !session.received.is_cached => {
                let stored = (ctx.stored)(credits::STORE).unwrap_or_default();
                let mut credits = Credits::decode(&stored);
                credits.collect(session);
                CreditsState {
                    groups: self.groups(&credits, ctx),
                    run: state.run + 1,
                    visibility: now.visibility,
                }
            }
            _ if is_over => {
                state.groups.clear();
                state
            }
            _ => state,
        }
    }

    /// Everybody to list, in the order of the catalogue, and of each type in the order in which
    /// they came.
    pub fn groups(&self, credits: &Credits, ctx: &RenderContext) -> Vec<CreditsGroup> {
        let only = match &self.base.data_source {
            DataSource::Credits(only) => only,
            _ => &EventTypes::default(),
        };
        let mut types: Vec<&str> = EVENT_TYPES.iter().map(|own| own.name).collect();
        for credit in &credits.events {
            if !types.contains(&credit.event_type.as_str()) {
                types.push(&credit.event_type);
            }
        }
        let types = types.into_iter().filter(|own| only.includes(own));
        types
            .filter_map(|event_type| self.group(event_type, credits, ctx))
            .collect()
    }

    fn group(
        &self,
        event_type: &str,
        credits: &Credits,
        ctx: &RenderContext,
    ) -> Option<CreditsGroup> {
        let is_months = catalogue::event_type_unit(event_type) == Unit::Months;
        let mut people: Vec<(&str, f64)> = Vec::new();
        let own = credits.events.iter();
        for credit in own.filter(|own| own.event_type == event_type) {
            match people.iter_mut().find(|(name, _)| *name == credit.name) {
                // The months of a subscription do not add up.
                Some((_, sum)) if is_months => *sum = sum.max(credit.amount),
                Some((_, sum)) => *sum += credit.amount,
                None => people.push((&credit.name, credit.amount)),
            }
        }
        let least = self.options.least.unwrap_or(f64::NEG_INFINITY);
        people.retain(|(_, sum)| *sum == 0.0 || *sum >= least);
        let people = people.into_iter().map(|(name, sum)| {
            let event = Event {
                amount: Some(sum).filter(|sum| *sum != 0.0),
                ..Event::of(event_type, name)
            };
            self.base.render_event(&event, None, ctx)
        });
        let people: Vec<Vec<Segment>> = people.collect();
        (!people.is_empty()).then(|| CreditsGroup {
            event_type: event_type.to_owned(),
            title: catalogue::event_type_title(event_type),
            people,
            unit: self.base.unit_name(event_type),
        })
    }
}

#[cfg(test)]
mod tests;
