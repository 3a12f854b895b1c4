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
    /// Returns the exit code, as the help documents it.
    pub(super) fn exit_code(self) -> u8 {
        match self {
            Verdict::Fine => 0,
            Verdict::Wrong => 1,
            Verdict::Failed => 2,
        }
    }
}
