//! What is said beforehand of words, beside how they are written: by a person's word list, or by other texts.

/// A word of the source, one of the target that translates it, and how far that is known, in 0..1.
pub(super) type Said = (u32, u32, f64);

/// Returns what is said of words where a person says that two phrases translate each other. The words share it: which of
/// them answers which is for the texts to show.
pub(super) fn phrases(source: &[u32], target: &[u32]) -> Vec<Said> {
    let weight = 1.0 / source.len().max(target.len()).max(1) as f64;
    source.iter().flat_map(|&one| target.iter().map(move |&other| (one, other, weight))).collect()
}

/// Adds what is said to what is known of each source word.
pub(super) fn add(known: &mut [Vec<(u32, f64)>], said: &[Said]) {
    for &(source, target, weight) in said {
        let list = &mut known[source as usize];
        match list.iter_mut().find(|(word, _)| *word == target) {
            Some((_, before)) => *before = before.max(weight),
            None => list.push((target, weight)),
        }
    }
}
