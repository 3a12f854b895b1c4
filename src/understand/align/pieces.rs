//! Pieces: long texts are cut where they surely meet, so that time and memory grow linearly.

use std::ops::Range;

use super::anchors::anchors;
use super::lexicon::Lexicon;
use super::text::Text;

/// Lattices up to this many points are looked at as a whole.
const WHOLE: usize = 400_000;

/// Longer texts are cut into pieces of at least so many sentences.
const PIECE: usize = 100;

/// Where nothing ties two texts, a piece of more points than this is cut without knowing where: that is wrong, but ends.
const MOST: usize = 4_000_000;

/// A part of two texts.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) source: Range<usize>,
    pub(super) target: Range<usize>,
    /// Whether it surely begins and ends where the texts meet.
    pub(super) is_sure: bool,
}

/// Tells whether a lattice of this size is looked at as a whole.
pub(super) fn is_whole((rows, columns): (usize, usize)) -> bool {
    (rows + 1) * (columns + 1) <= WHOLE
}

/// Returns the pieces of two texts in order.
pub(super) fn pieces(source: &Text, target: &Text, lexicon: &Lexicon) -> Vec<Piece> {
    let size = (source.len(), target.len());
    if is_whole(size) {
        return vec![Piece { source: 0..size.0, target: 0..size.1, is_sure: true }];
    }
    let (mut pieces, mut from) = (Vec::new(), (0, 0));
    let far = |from: (usize, usize), to: (usize, usize)| to.0 >= from.0 + PIECE && to.1 >= from.1 + PIECE;
    for to in anchors(source, target, lexicon).into_iter().chain([size]) {
        if far(from, to) || to == size {
            pieces.extend(divide(from, to));
            from = to;
        }
    }
    pieces
}

/// Returns what lies between two places; where it is too large, cut on its diagonal.
fn divide(from: (usize, usize), to: (usize, usize)) -> impl Iterator<Item = Piece> {
    let (height, width) = (to.0 - from.0, to.1 - from.1);
    let points = (height + 1) * (width + 1);
    let count = if points > MOST { (points as f64 / WHOLE as f64).sqrt().ceil() as usize } else { 1 };
    let corner = move |at: usize| (from.0 + height * at / count, from.1 + width * at / count);
    (0..count).map(move |at| {
        let (start, end) = (corner(at), corner(at + 1));
        Piece { source: start.0..end.0, target: start.1..end.1, is_sure: count == 1 }
    })
}
