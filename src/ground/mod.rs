//! The ground: the small nouns every room stands on. Nothing here knows of seeds, works or pages.

pub mod fingerprint;
pub mod digest;
pub mod memo;
pub mod lines;
pub mod diagnostic;
pub mod language;
pub mod path;
pub mod site;
pub mod slug;
pub mod unseen;
pub mod attributes;
pub mod address;
pub mod faults;
pub mod tree;
pub mod fields;
pub mod immutable;
pub mod headers;
pub mod finding;
pub mod destination;
pub mod config;
pub mod lock;
pub mod word_list;
pub mod facts;
pub mod markdown;
pub mod theme;
