//! Alignment finds which sentences of two documents answer each other.
