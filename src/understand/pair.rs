//! Pairing finds which documents are translations of each other.
