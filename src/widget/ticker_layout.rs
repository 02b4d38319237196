//! The layout of a ticker: where its items are while they move round and round.
//!
//! Each item moves by itself, from beyond the right end of the track to beyond its
//! left end, and starts again after all the others. So the track is never empty
//! for long, no item is drawn twice, and new items enter outside the visible part.
//! All lengths are in pixels, from the left end of the track.

/// An item to lay out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TickerItem {
    /// Includes the gap after the item.
    pub width: f64,
    /// Its left end; `None` for a new item.
    pub offset: Option<f64>,
}

/// The layout of some items on a track.
#[derive(Clone, Debug, PartialEq)]
pub struct TickerLayout {
    /// The distance after which an item is where it was.
    pub cycle_length: f64,
    /// The current left end of each item, in the order of the items.
    pub offsets: Vec<f64>,
}

impl TickerLayout {
    /// Lays out items on a track of this width.
    ///
    /// Visible items keep their place, unless the one before them has become wider.
    /// New items enter next, in their order, before the items that wait already.
    /// If all items are new, the first starts in the middle of the track, so that
    /// there is text at once.
    pub fn compute(track_width: f64, items: &[TickerItem]) -> TickerLayout {
        let are_all_new = items.iter().all(|item| item.offset.is_none());
        let entry = if are_all_new {
            track_width / 2.0
        } else {
            track_width
        };
        let mut offsets: Vec<Option<f64>> = vec![None; items.len()];
        let mut end = f64::NEG_INFINITY;
        let mut start = 0.0_f64;
        while let Some((index, item)) = next(entry, items, &offsets) {
            let offset = item.offset.map_or(entry, |at| at.min(entry)).max(end);
            end = offset + item.width;
            start = start.min(offset);
            if let Some(slot) = offsets.get_mut(index) {
                *slot = Some(offset);
            }
        }
        let widest = items.iter().map(|item| item.width).fold(0.0, f64::max);
        TickerLayout {
            cycle_length: (end - start).max(track_width + widest),
            offsets: offsets.into_iter().flatten().collect(),
        }
    }
}

/// The offset of an item that has moved this distance since its cycle began.
pub fn offset_at(cycle_length: f64, width: f64, distance: f64) -> f64 {
    let cycles = (distance / cycle_length).floor();
    cycle_length - width - (distance - cycles * cycle_length)
}

/// The distance that an item at this offset has moved; the inverse of
/// [`offset_at`].
pub fn distance_at(cycle_length: f64, width: f64, offset: f64) -> f64 {
    cycle_length - width - offset
}

/// The item to place next: the leftmost one without a place. New items are at
/// the entry, before those that wait there.
fn next<'a>(
    entry: f64,
    items: &'a [TickerItem],
    placed: &[Option<f64>],
) -> Option<(usize, &'a TickerItem)> {
    let mut next: Option<(usize, &TickerItem)> = None;
    let offset = |item: &TickerItem| item.offset.unwrap_or(entry);
    for (index, (item, placed)) in items.iter().zip(placed).enumerate() {
        if placed.is_none() && next.is_none_or(|(_, next)| offset(item) < offset(next)) {
            next = Some((index, item));
        }
    }
    next
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(
        track_width: f64,
        items: &[(f64, Option<f64>)],
        expected: &[f64],
        expected_cycle: f64,
    ) {
        let layout_items: Vec<_> = items
            .iter()
            .map(|&(width, offset)| TickerItem { width, offset })
            .collect();
        let TickerLayout {
            cycle_length,
            offsets,
        } = TickerLayout::compute(track_width, &layout_items);
        assert_eq!(
            (offsets.as_slice(), cycle_length),
            (expected, expected_cycle)
        );
        for (index, (offset, (width, _))) in offsets.iter().zip(items).enumerate() {
            assert!(
                cycle_length - width >= track_width,
                "{index} enters in sight"
            );
            for (other, (other_offset, (other_width, _))) in offsets.iter().zip(items).enumerate() {
                let is_apart = |other_offset: f64| {
                    offset + width <= other_offset || other_offset + other_width <= *offset
                };
                let is_free = is_apart(*other_offset) && is_apart(other_offset + cycle_length);
                assert!(index == other || is_free, "{index} overlaps {other}");
            }
        }
    }

    #[test]
    fn new_items_start_in_the_middle_and_follow_each_other() {
        let items = [(300.0, None), (200.0, None)];
        check(800.0, &items, &[400.0, 700.0], 1100.0);
        check(100.0, &items, &[50.0, 350.0], 550.0);
        check(100.0, &[], &[], 100.0);
    }

    #[test]
    fn visible_items_stay_and_new_items_enter_next() {
        let items = [(100.0, None), (200.0, Some(-50.0)), (300.0, Some(150.0))];
        check(400.0, &items, &[450.0, -50.0, 150.0], 700.0);
        let items = [
            (100.0, None),
            (50.0, None),
            (200.0, Some(10.0)),
            (300.0, Some(900.0)),
        ];
        check(400.0, &items, &[400.0, 500.0, 10.0, 550.0], 850.0);
    }

    #[test]
    fn waiting_items_close_the_gap() {
        let items = [(100.0, Some(20.0)), (100.0, Some(900.0))];
        check(400.0, &items, &[20.0, 400.0], 500.0);
    }

    #[test]
    fn a_wider_item_pushes_the_next() {
        let items = [(150.0, Some(20.0)), (100.0, Some(120.0))];
        check(400.0, &items, &[20.0, 170.0], 550.0);
    }

    #[test]
    fn offset_and_distance_are_inverses() {
        for (width, offset) in [(100.0, 200.0), (100.0, -99.0), (200.0, 300.0)] {
            for cycles in [0.0, 7.0] {
                let distance = distance_at(500.0, width, offset) + cycles * 500.0;
                assert!((offset_at(500.0, width, distance) - offset).abs() < 1e-9);
            }
        }
        for (distance, offset) in [(0.0, 400.0), (499.0, -99.0)] {
            assert!((offset_at(500.0, 100.0, distance) - offset).abs() < 1e-9);
        }
    }
}
