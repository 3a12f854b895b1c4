//! Writing brings a site to a folder: only what changed, nothing that is not ours, never half a file.
