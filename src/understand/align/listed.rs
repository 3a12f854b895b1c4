//! What a word list says beforehand of words, beside how they are written.

/// Adds to what is known of each source word the phrases that a person says translate each other. The words of a phrase
/// share what is said of it: which of them answers which is for the texts to show.
pub(super) fn add(known: &mut [Vec<(u32, f64)>], phrases: &[(Vec<u32>, Vec<u32>)]) {
    for (source, target) in phrases {
        let weight = 1.0 / source.len().max(target.len()).max(1) as f64;
        for &one in source {
            let list = &mut known[one as usize];
            for &other in target {
                match list.iter_mut().find(|(word, _)| *word == other) {
                    Some((_, before)) => *before = before.max(weight),
                    None => list.push((other, weight)),
                }
            }
        }
    }
}
