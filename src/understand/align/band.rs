//! The band: the part of the lattice that is looked at, a range of target places for each source place.

use std::ops::Range;

use super::shape::WIDEST_OF_SEVERAL;

/// For each place between source sentences the places between target sentences that a path may pass.
#[derive(Clone, Debug)]
pub(super) struct Band {
    columns: Vec<Range<usize>>,
    /// The number of the first point of each row.
    offsets: Vec<usize>,
}

impl Band {
    /// Returns the band around these columns of each row, which likely paths pass. None of them is empty.
    pub(super) fn of(mut columns: Vec<Range<usize>>) -> Band {
        for x in 1..columns.len() {
            columns[x].start = columns[x].start.clamp(columns[x - 1].start, columns[x - 1].end - 1);
            columns[x].end = columns[x].end.max(columns[x - 1].end).max(columns[x].start + 1);
        }
        let mut offsets = vec![0];
        for range in &columns {
            offsets.push(offsets[offsets.len() - 1] + range.len());
        }
        Band { columns, offsets }
    }

    /// Returns how many source sentences it stands for.
    pub(super) fn rows(&self) -> usize {
        self.columns.len() - 1
    }

    /// Returns how many points it has.
    pub(super) fn size(&self) -> usize {
        self.offsets[self.offsets.len() - 1]
    }

    /// Returns the places between target sentences at a place between source sentences.
    pub(super) fn columns(&self, x: usize) -> Range<usize> {
        self.columns[x].clone()
    }

    /// Returns the number of the point, if the band holds it.
    pub(super) fn at(&self, x: usize, y: usize) -> Option<usize> {
        let columns = &self.columns[x];
        columns.contains(&y).then(|| self.offsets[x] + y - columns.start)
    }

    /// Returns the number of the point where a bead of this shape starts that ends at a point, if the band holds it.
    pub(super) fn before(&self, (x, y): (usize, usize), (m, n): (usize, usize)) -> Option<usize> {
        if x < m || y < n { None } else { self.at(x - m, y - n) }
    }

    /// Returns the target sentences that beads with source sentence `i` can reach.
    pub(super) fn cells(&self, i: usize) -> Range<usize> {
        let (before, here) = (&self.columns[(i + 1).saturating_sub(WIDEST_OF_SEVERAL)], &self.columns[i]);
        let (next, after) = (&self.columns[i + 1], &self.columns[(i + WIDEST_OF_SEVERAL).min(self.rows())]);
        // Beads that begin or end further away hold one target sentence.
        let start = before.start.min(next.start.saturating_sub(1));
        let end = here.end.max(after.end - 1).min(self.columns[self.rows()].end - 1);
        start..end.max(start)
    }
}

#[cfg(test)]
mod tests {
    use super::super::shape::SHAPES;
    use super::*;

    #[test]
    fn a_band_hangs_together_from_the_first_point_to_the_last() {
        let row = |start, end| Range { start, end };
        for ranges in [
            vec![row(0, 1), row(1, 2), row(2, 3), row(3, 4)],
            vec![row(0, 30), row(30, 31)],
            vec![row(0, 1), row(0, 1), row(0, 9)],
            vec![row(0, 1)],
        ] {
            let band = Band::of(ranges.clone());
            assert!(band.at(0, 0).is_some() && band.at(ranges.len() - 1, ranges[ranges.len() - 1].end - 1).is_some());
            for x in 1..ranges.len() {
                let (above, here) = (band.columns(x - 1), band.columns(x));
                assert!(here.start < above.end && here.start >= above.start && here.end >= above.end, "{ranges:?}");
            }
        }
    }

    #[test]
    fn the_cells_of_a_sentence_hold_every_bead_that_has_it() {
        for ranges in
            [vec![0..2, 1..3, 2..4, 3..5, 4..6, 5..7], vec![0..1, 0..3, 2..9, 8..9], vec![0..1, 1..2, 1..2, 1..8]]
        {
            let band = Band::of(ranges);
            let places = || (0..=band.rows()).flat_map(|x| band.columns(x).map(move |y| (x, y)));
            for ((x, y), (m, n)) in places().flat_map(|place| SHAPES.map(|shape| (place, shape))) {
                if band.before((x, y), (m, n)).is_some() {
                    for cells in (x - m..x).map(|i| band.cells(i)) {
                        assert!(cells.start <= y - n && y <= cells.end, "{m}:{n} at {x}, {y} in {cells:?}");
                    }
                }
            }
        }
    }
}
