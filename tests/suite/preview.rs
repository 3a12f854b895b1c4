//! The preview: it serves what a build writes, follows every change, and answers nobody but its author.

mod guarded;
mod serving;
mod watching;

use crate::harness::Project;
use crate::previewed::Preview;

impl Project {
    /// Starts a preview of the project on a free port.
    fn preview(&self, arguments: &[&str]) -> Preview {
        Preview::start(self.command("", &[&["preview", "--json", "--port", "0"], arguments].concat()))
    }

    /// Saves a file.
    fn save(&self, path: &str, content: impl AsRef<[u8]>) {
        std::fs::write(self.path(path), content).unwrap_or_else(|error| panic!("{path}: {error}"));
    }

    /// Saves a file with these words replaced.
    fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{from} is not in {path}");
        self.save(path, text.replace(from, to));
    }
}
