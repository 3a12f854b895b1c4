//! The command line: one command per file. Only terminal prints.
