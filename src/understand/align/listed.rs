//! What is said beforehand of words, beside how they are written: by a person's word list, or by other texts.

/// A word of the source, one of the target that translates it, and how far that is known, in 0..1.
pub(super) type Said = (u32, u32, f64);

/// Phrases of more words say nothing: each word would answer each. That is twice as many as a list may have between spaces,
/// which are not all that parts words.
const LONGEST: usize = 16;

/// Returns what is said of words where a person says that two phrases translate each other. The words share it: which of
/// them answers which is for the texts to show.
pub(super) fn phrases(source: &[u32], target: &[u32]) -> Vec<Said> {
    if source.len().max(target.len()) > LONGEST {
        return Vec::new();
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_says_that_each_word_may_answer_each_and_a_page_says_nothing() {
        assert_eq!(phrases(&[1, 2], &[3]), [(1, 3, 0.5), (2, 3, 0.5)]);
        assert_eq!(phrases(&[1; 1_000], &[2; 1_000]), []);
    }
}
