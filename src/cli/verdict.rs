use crate::ground::diagnostic::{Diagnostic, Severity};

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// All is well.
    Fine,
    /// Something is wrong with the texts.
    Wrong,
    /// The command line was wrong or the machine failed, and it has been said how.
    Failed,
}

impl Verdict {
    /// Returns how a command ends that has this to say of the texts. To whoever is `strict`, a warning is as bad as an error.
    pub(super) fn of(diagnostics: &[Diagnostic], strict: bool) -> Verdict {
        let limit = if strict { Severity::Warning } else { Severity::Error };
        match diagnostics.iter().any(|diagnostic| diagnostic.severity >= limit) {
            true => Verdict::Wrong,
            false => Verdict::Fine,
        }
    }

    /// Returns the exit code, as the help documents it.
    pub(super) fn exit_code(self) -> u8 {
        match self {
            Verdict::Fine => 0,
            Verdict::Wrong => 1,
            Verdict::Failed => 2,
        }
    }
}
