//! The band: the part of the lattice that is looked at, a range of target places for each source place.

use std::ops::Range;

use super::shape::WIDEST;

/// For each place between source sentences the places between target sentences that a path may pass.
#[derive(Clone, Debug)]
pub(super) struct Band {
    columns: Vec<Range<usize>>,
    /// The number of the first point of each row.
    offsets: Vec<usize>,
}

impl Band {
    /// Returns the band around these columns of each row, which likely paths pass.
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
        let first = &self.columns[(i + 1).saturating_sub(WIDEST)];
        let last = &self.columns[(i + WIDEST).min(self.columns.len() - 1)];
        first.start..last.end.saturating_sub(1).max(first.start)
    }
}

#[cfg(test)]
mod tests {
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
}
