//! How a command ends.

use std::process::ExitCode;

use thiserror::Error;

/// Exit codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// 0: done.
    Done,
    /// 1: done, and something is at or above `--fail-on`.
    FailOn,
    /// 2: the command line is wrong.
    CommandLine,
    /// 3: the rule book is wrong.
    RuleBook,
    /// 4: the data is wrong.
    Data,
    /// 5: something could not be judged, under `--strict`.
    NotJudged,
    /// 70: a defect of ours.
    Defect,
}

impl Exit {
    /// The number the process ends with.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::FailOn => 1,
            Self::CommandLine => 2,
            Self::RuleBook => 3,
            Self::Data => 4,
            Self::NotJudged => 5,
            Self::Defect => 70,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

/// Ends the process at once with the code for a defect.
#[expect(clippy::exit, reason = "a defect has no other way out than the end of the process")]
pub(super) fn end_with_defect() {
    std::process::exit(i32::from(Exit::Defect.code()));
}

/// Why a command could not do its work at all.
#[derive(Debug, Error)]
pub(super) enum Problem {
    /// A file or folder named on the command line cannot be read.
    #[error("cannot read {path}: {why}")]
    Read {
        /// As given.
        path: String,
        /// What the system said, in its words.
        why: String,
    },
    /// A file cannot be written.
    #[error("cannot write {path}: {why}; what was there before is unchanged")]
    Write {
        /// As given or made.
        path: String,
        /// What the system said, in its words.
        why: String,
    },
    /// Standard output does not take the result.
    #[error("cannot print the whole result: {0}; what was printed is not complete")]
    Print(String),
    /// An argument makes no sense.
    #[error("{0}")]
    Argument(String),
    /// The rule book cannot be found or read.
    #[error("{0}")]
    RuleBook(String),
}

impl Problem {
    pub(super) fn exit(&self) -> Exit {
        match self {
            Self::Read { .. } | Self::Write { .. } | Self::Print(_) | Self::Argument(_) => Exit::CommandLine,
            Self::RuleBook(_) => Exit::RuleBook,
        }
    }
}
