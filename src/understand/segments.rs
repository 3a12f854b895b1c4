//! A segment is a bead as the reader meets it: the same id in every language.
