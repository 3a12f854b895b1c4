//! What a workshop remembers of its last build, stage by stage.

use crate::ground::theme;
use crate::read;
use crate::render;
use crate::understand;

/// What each stage remembers. The default one remembers nothing.
#[derive(Debug, Default)]
pub(super) struct Memory {
    pub(super) files: read::Memory,
    pub(super) assets: theme::Memory,
    pub(super) understanding: understand::Memory,
    pub(super) rendered: render::Memory,
}

impl Memory {
    /// Returns a memory that remembers.
    pub(super) fn new() -> Memory {
        Memory {
            files: read::Memory::new(),
            assets: theme::Memory::new(),
            understanding: understand::Memory::new(),
            rendered: render::Memory::new(),
        }
    }

    /// Forgets what the last build did not ask for.
    pub(super) fn sweep(&self) {
        self.assets.sweep();
        self.understanding.sweep();
        self.rendered.sweep();
    }
}
