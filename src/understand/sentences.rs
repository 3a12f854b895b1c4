//! Sentences are found by Unicode segmentation, corrected by a small table per language.
