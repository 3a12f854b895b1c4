//! The band: the part of the lattice that is looked at, a range of target places for each source place.

use std::ops::Range;

use super::anchors::anchors;
use super::lattice::{Likely, SHAPES, WIDEST};
use super::lexicon::Lexicon;
use super::text::Text;

/// Lattices up to this many points are looked at as a whole.
const WHOLE: usize = 400_000;

/// The half width of a strip where anchors are dense; how much wider it is per sentence between anchors; its most.
const RADIUS: usize = 30;
const WIDENING: f64 = 0.5;
const WIDE: usize = 150;

/// Strips are not widened beyond this many points, which bounds the time.
const MOST: usize = 30_000_000;

/// A path nearer to the edge of its strip than this may have been kept from the right place.
const NEAR: usize = 8;

/// Over so many sentences on either side it is judged whether the path is lost.
const STRETCH: usize = 20;

/// How far beyond likely beads the band reaches; from 5 up all measure the same.
const MARGIN: usize = 8;

/// The same where all beads nearby are at least as sure as that.
const SURE_MARGIN: usize = 2;
const SURE: f64 = 0.99;

/// Long bands are cut into blocks of at least so many rows, at points that all likely paths pass.
const BLOCK: usize = 2_000;

/// Paths surely pass a bead this probable among others.
const PASSED: f64 = 0.999;

/// Paths surely pass so many anchors that lie so near to each other and about on a diagonal.
const ROW_OF_ANCHORS: usize = 5;
const DENSE: usize = 60;

/// A range that any other is wider than.
const EMPTY: Range<usize> = Range { start: usize::MAX, end: 0 };

/// A band as a line and how far it is looked at on both sides of it.
#[derive(Clone, Debug)]
pub(super) struct Strip {
    centres: Vec<usize>,
    radii: Vec<usize>,
    columns: usize,
    cuts: Vec<(usize, usize)>,
}

impl Strip {
    /// Returns the strip to begin with: the whole lattice of short texts, else a strip that runs through the anchors.
    pub(super) fn first(source: &Text, target: &Text, lexicon: &Lexicon) -> Strip {
        let (rows, columns) = (source.words.len(), target.words.len());
        if (rows + 1) * (columns + 1) <= WHOLE {
            return Strip { centres: vec![0; rows + 1], radii: vec![columns; rows + 1], columns, cuts: Vec::new() };
        }
        Strip::through(&anchors(source, target, lexicon), rows, columns)
    }

    fn through(anchors: &[(usize, usize)], rows: usize, columns: usize) -> Strip {
        let mut strip =
            Strip { centres: vec![0; rows + 1], radii: vec![RADIUS; rows + 1], columns, cuts: dense(anchors) };
        let mut from = (0, 0);
        for &to in anchors.iter().chain([&(rows, columns)]) {
            let (height, width) = (to.0 - from.0, to.1 - from.1);
            // A gap of one side is crossed wholly; where both go on, the path may stray from the straight line.
            let radius = RADIUS + width.abs_diff(height) + (WIDENING * width.min(height) as f64) as usize;
            let radius = radius.min(WIDE.max(if height <= RADIUS { width } else { 0 }));
            for x in from.0..=to.0 {
                let centre = from.1 + width * (x - from.0) / height.max(1);
                strip.centres[x] = centre;
                strip.radii[x] = strip.radii[x].max(radius);
            }
            from = to;
        }
        strip
    }

    /// Tells whether the strip is the whole lattice.
    pub(super) fn is_whole(&self) -> bool {
        self.radii.iter().all(|&radius| radius >= self.columns)
    }

    /// Returns the band that the strip covers.
    pub(super) fn band(&self) -> Band {
        let column = |(&centre, &radius): (&usize, &usize)| {
            centre.saturating_sub(radius)..(centre + radius).min(self.columns) + 1
        };
        let mut columns: Vec<Range<usize>> = self.centres.iter().zip(&self.radii).map(column).collect();
        if let Some(last) = columns.last_mut() {
            last.end = self.columns + 1;
        }
        Band::of(columns).cut_at(self.cuts.clone())
    }

    /// Widens the strip where the likely beads come near its edge or are missing; tells whether it did.
    pub(super) fn widen(&mut self, likely: &[Likely]) -> bool {
        let rows = self.centres.len();
        let mut sure = vec![0.0; rows];
        let mut lost = vec![false; rows];
        for bead in likely {
            sure[bead.i - bead.m..bead.i].iter_mut().for_each(|sum| *sum += bead.probability);
            let distance = self.centres[bead.i].abs_diff(bead.j) + NEAR;
            let inner = bead.j > NEAR && bead.j + NEAR < self.columns;
            lost[bead.i] |= bead.probability > 0.3 && inner && distance > self.radii[bead.i];
        }
        let mut sum = 0.0;
        for x in 0..rows + STRETCH {
            sum += sure.get(x).copied().unwrap_or(0.0);
            sum -= x.checked_sub(2 * STRETCH).map_or(0.0, |x| sure[x]);
            if let Some(at) = x.checked_sub(STRETCH).filter(|_| x >= 2 * STRETCH && x < rows) {
                lost[at] |= sum < STRETCH as f64 && self.radii[at] < WIDE;
            }
        }
        let mut wider = self.radii.clone();
        for x in (0..rows).filter(|&x| lost[x] && self.radii[x] < self.columns) {
            let reach = self.radii[x];
            // Marking every row around every lost one would be quadratic; a lost stretch is marked from its ends.
            let edge = x == 0 || x + 1 == rows || !lost[x - 1] || !lost[x + 1];
            let around = if edge { x.saturating_sub(reach)..(x + reach + 1).min(rows) } else { x..x + 1 };
            for row in around {
                wider[row] = wider[row].max((4 * reach).min(self.columns));
            }
        }
        let size: usize = wider.iter().map(|&radius| (2 * radius).min(self.columns) + 1).sum();
        let widened = wider != self.radii && size <= MOST;
        if widened {
            self.radii = wider;
        }
        widened
    }
}

/// Returns the anchors that lie in the midst of others.
fn dense(anchors: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let on_a_diagonal = |row: &&[(usize, usize)]| {
        let (first, last) = (row[0], row[ROW_OF_ANCHORS - 1]);
        let (height, width) = (last.0 - first.0, last.1 - first.1);
        height <= DENSE && height.abs_diff(width) <= NEAR
    };
    anchors.windows(ROW_OF_ANCHORS).filter(on_a_diagonal).map(|row| row[ROW_OF_ANCHORS / 2]).collect()
}

/// Returns the ends of beads that are as sure as those around them.
fn passed(likely: &[Likely]) -> Vec<(usize, usize)> {
    let sure: Vec<&Likely> = likely.iter().filter(|bead| bead.probability >= PASSED).collect();
    let together =
        |row: &&[&Likely]| row[2].i == row[0].i + row[1].m + row[2].m && row[2].j == row[0].j + row[1].n + row[2].n;
    sure.windows(3).filter(together).map(|row| (row[1].i, row[1].j)).collect()
}

/// Returns for each place in the source how far the band reaches beyond likely beads.
fn margins(source: usize, likely: &[Likely]) -> Vec<usize> {
    let mut sure = vec![0.0; source];
    for bead in likely {
        sure[bead.i - bead.m..bead.i].iter_mut().for_each(|sum| *sum = f64::max(*sum, bead.probability));
    }
    let mut margins = vec![SURE_MARGIN; source + 1];
    for at in (0..source).filter(|&at| sure[at] < SURE) {
        margins[at.saturating_sub(MARGIN)..(at + MARGIN + 2).min(source + 1)].fill(MARGIN);
    }
    margins
}

/// For each place between source sentences the places between target sentences that a path may pass.
#[derive(Clone, Debug)]
pub(super) struct Band {
    /// The first place between source sentences.
    top: usize,
    /// Points that all likely paths pass, in order.
    cuts: Vec<(usize, usize)>,
    columns: Vec<Range<usize>>,
    /// The number of the first point of each row.
    offsets: Vec<usize>,
    /// How many of the shapes of beads are tried, from the first.
    pub(super) shapes: usize,
}

impl Band {
    /// Returns the band of these columns, widened where they would not hang together.
    pub(super) fn of(mut columns: Vec<Range<usize>>) -> Band {
        let target = columns.last().map_or(0, |last| last.end.saturating_sub(1));
        if let Some(first) = columns.first_mut() {
            first.start = 0;
        }
        for x in 1..columns.len() {
            columns[x].start = columns[x].start.clamp(columns[x - 1].start, columns[x - 1].end - 1);
            columns[x].end = columns[x].end.max(columns[x - 1].end).min(target + 1).max(columns[x].start + 1);
        }
        Band::numbered(columns)
    }

    /// Returns the band around likely beads.
    pub(super) fn around(source: usize, target: usize, likely: &[Likely]) -> Band {
        let mut columns = vec![EMPTY; source + 1];
        let mut stretch = |x: usize, y: usize| {
            let range = &mut columns[x];
            *range = range.start.min(y)..range.end.max(y + 1);
        };
        stretch(0, 0);
        stretch(source, target);
        for bead in likely {
            for x in bead.i - bead.m..=bead.i {
                stretch(x, bead.j - bead.n);
                stretch(x, bead.j);
            }
        }
        // A gap is a rectangle between the beads around it; where it is large on both sides, a strip across it.
        let filled: Vec<usize> = (0..=source).filter(|&x| columns[x].end > 0).collect();
        for pair in filled.windows(2) {
            let (above, below) = (columns[pair[0]].clone(), columns[pair[1]].clone());
            let (top, height) = (pair[0], pair[1] - pair[0]);
            let width = below.start.saturating_sub(above.end);
            let strip = height.min(width) > WIDE;
            for (x, range) in columns.iter_mut().enumerate().take(pair[1]).skip(top) {
                let gap = match strip {
                    true => {
                        let centre = above.end + width * (x - top) / height;
                        centre.saturating_sub(WIDE)..(centre + WIDE).min(target + 1)
                    }
                    false if height > 1 || x == top => above.start.min(below.start)..above.end.max(below.end),
                    false => continue,
                };
                *range = range.start.min(gap.start)..range.end.max(gap.end);
            }
        }
        // The margin reaches to all sides, further where anything was in doubt.
        let margins = margins(source, likely);
        let reach = |x: usize| x.saturating_sub(margins[x])..(x + margins[x] + 1).min(source + 1);
        let columns = (0..=source)
            .map(|x| {
                let around = &columns[reach(x)];
                let start = around.iter().map(|range| range.start).min().unwrap_or(0);
                let end = around.iter().map(|range| range.end).max().unwrap_or(0);
                start.saturating_sub(margins[x])..(end + margins[x]).min(target + 1)
            })
            .collect();
        Band::of(columns).cut_at(passed(likely))
    }

    /// Returns the band without the points that no path through the pinned sentences passes.
    pub(super) fn pinned(self, pins: &[(usize, usize)]) -> Band {
        if pins.is_empty() {
            return self;
        }
        let Band { mut columns, shapes, .. } = self;
        for &(i, j) in pins {
            for (x, range) in columns.iter_mut().enumerate() {
                match x <= i {
                    true => range.end = range.end.min(j + 1).max(range.start),
                    false => range.start = range.start.max(j + 1).min(range.end),
                }
            }
        }
        Band::numbered(columns).of_shapes(shapes)
    }

    /// Returns the band with only the first `shapes` shapes of beads.
    pub(super) fn of_shapes(self, shapes: usize) -> Band {
        Band { shapes, ..self }
    }

    fn numbered(columns: Vec<Range<usize>>) -> Band {
        let mut offsets = vec![0];
        for range in &columns {
            offsets.push(offsets[offsets.len() - 1] + range.len());
        }
        Band { top: 0, cuts: Vec::new(), columns, offsets, shapes: SHAPES.len() }
    }

    /// Returns the band in blocks, one after the other.
    pub(super) fn blocks(&self) -> Vec<Band> {
        let (mut from, mut blocks) = ((0, 0), Vec::new());
        let last = self.columns.len() - 1;
        let inner = self.cuts.iter().filter(|(x, _)| x + BLOCK <= last).copied();
        for to in inner.chain([(last, self.columns[last].end.saturating_sub(1))]) {
            if to.0 >= from.0 + BLOCK || to.0 == last {
                let clip = |range: &Range<usize>| range.start.max(from.1)..range.end.min(to.1 + 1);
                let columns = self.columns[from.0..=to.0].iter().map(clip).collect();
                blocks.push(Band { top: from.0, ..Band::numbered(columns).of_shapes(self.shapes) });
                from = to;
            }
        }
        blocks
    }

    /// Returns the band with these places to cut it.
    fn cut_at(self, cuts: Vec<(usize, usize)>) -> Band {
        Band { cuts, ..self }
    }

    /// Returns the places between source sentences that the band stands for.
    pub(super) fn places(&self) -> Range<usize> {
        self.top..self.top + self.columns.len()
    }

    pub(super) fn top(&self) -> usize {
        self.top
    }

    /// Tells whether paths begin at the point.
    pub(super) fn starts(&self, x: usize, y: usize) -> bool {
        x == self.top && y == self.columns(x).start
    }

    /// Tells whether paths end at the point.
    pub(super) fn ends(&self, x: usize, y: usize) -> bool {
        x + 1 == self.places().end && y + 1 == self.columns(x).end
    }

    pub(super) fn size(&self) -> usize {
        self.offsets[self.offsets.len() - 1]
    }

    pub(super) fn columns(&self, x: usize) -> Range<usize> {
        self.columns[x - self.top].clone()
    }

    /// Returns the number of the point, if the band holds it.
    pub(super) fn at(&self, x: usize, y: usize) -> Option<usize> {
        let row = x - self.top;
        let columns = &self.columns[row];
        columns.contains(&y).then(|| self.offsets[row] + y - columns.start)
    }

    /// Returns the number of the point where a bead of this shape starts that ends at a point, if the band holds it.
    pub(super) fn before(&self, (x, y): (usize, usize), (m, n): (usize, usize)) -> Option<usize> {
        if x < self.top + m || y < n { None } else { self.at(x - m, y - n) }
    }

    /// Returns the target sentences that beads with source sentence `i` can reach.
    pub(super) fn cells(&self, i: usize) -> Range<usize> {
        let row = i - self.top;
        let first = &self.columns[(row + 1).saturating_sub(WIDEST)];
        let last = &self.columns[(row + WIDEST).min(self.columns.len() - 1)];
        first.start..last.end.saturating_sub(1).max(first.start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_follow_each_other_where_all_paths_pass() {
        let size = 5 * BLOCK;
        let bead = |at: usize| Likely { i: at, j: at, m: 1, n: 1, probability: 1.0 };
        for (doubtful, count) in [(0..0, 5), (BLOCK + 10..3 * BLOCK, 3), (0..size, 1)] {
            let likely: Vec<Likely> = (1..=size).filter(|at| !doubtful.contains(at)).map(bead).collect();
            let blocks = Band::around(size, size, &likely).blocks();
            assert_eq!(blocks.len(), count, "{doubtful:?}");
            let mut from = 0;
            for block in &blocks {
                let last = block.places().end - 1;
                assert!(block.starts(from, from) && block.ends(last, last), "{from} {last}");
                from = last;
            }
            assert_eq!(from, size);
        }
    }
}
