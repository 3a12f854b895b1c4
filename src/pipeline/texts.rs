//! Reading a project: its configuration, and the texts in its folder.

use std::io::ErrorKind;
use std::path::Path;

use super::made::Project;
use crate::ground::config::{self, CONFIG, Config};
use crate::ground::diagnostic::{Diagnostic, Failure, Place};
use crate::ground::fingerprint::Printed;
use crate::ground::language::Language;
use crate::ground::regular;
use crate::read::{self, Seed, Sources};

/// A project, and what was read of it.
#[derive(Debug)]
pub(super) struct Texts<'a> {
    pub(super) project: &'a Project,
    pub(super) config: Config,
    pub(super) sources: Sources,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Texts<'_> {
    /// Returns how many bytes all texts have.
    pub(super) fn length(&self) -> usize {
        self.sources.seeds.iter().map(|seed| seed.text.length()).sum()
    }
}

/// Reads `project`. `align` wins over what the configuration says of that. Texts for which there is no room are `told` of, with
/// the languages of the configuration, and let go.
pub(super) fn read_texts<'a>(
    project: &'a Project,
    align: Option<bool>,
    memory: &read::Memory,
    told: &(dyn Fn(&Printed<Seed>, &[Language]) + Sync),
) -> Result<Texts<'a>, Failure> {
    let (config, mut diagnostics) = configure(project)?;
    let config = Config { align: align.unwrap_or(config.align), ..config };
    let told = |seed: &Printed<Seed>| told(seed, &config.languages);
    let (sources, found) = read::read(&project.seeds, &project.shown_seeds(), memory, &told)?;
    diagnostics.extend(found);
    Ok(Texts { project, config, sources, diagnostics })
}

/// Reads the configuration of `project`, which need not be there, and gives the address of the command line precedence.
///
/// # Errors
/// When the machine refuses to read it, or the address is none.
pub fn configure(project: &Project) -> Result<(Config, Vec<Diagnostic>), Failure> {
    let (mut config, diagnostics) = match read_config(&project.root.join(CONFIG))? {
        Some(Ok(text)) => Config::parse(CONFIG, &text),
        Some(Err(diagnostic)) => (Config::default(), vec![diagnostic]),
        None => (Config::default(), Vec::new()),
    };
    if let Some(stated) = &project.base_url {
        let base_url = config::base_url(stated)
            .map_err(|wrong| Failure { message: format!("--base-url: {}", wrong.message), hint: wrong.hint })?;
        config.base_url = Some(base_url);
    }
    Ok((config, diagnostics))
}

fn read_config(file: &Path) -> Result<Option<Result<String, Diagnostic>>, Failure> {
    let bytes = match regular::read(file) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Failure::io("read", file, &error)),
    };
    Ok(Some(String::from_utf8(bytes).map_err(|_| {
        let message = "the configuration is not UTF-8 and is passed over";
        Diagnostic::error(message).at(Place::file(CONFIG)).hint("save it as UTF-8")
    })))
}
