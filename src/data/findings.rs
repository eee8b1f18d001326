//! Gathers findings file by file, and counts the ones that would only repeat what has been said.

use super::diags;
use super::observations::DataFile;
use crate::base::diag::{Code, Diagnostic, Severity};

/// How many findings of one code are told one by one in one file.
const TOLD: u32 = 20;

/// Where a finding is: position of its file, and its line.
pub type At = (u16, u32);

#[derive(Debug)]
struct Count {
    file: u16,
    code: Code,
    severity: Severity,
    count: u32,
    /// The line of the first that was not told.
    line: u32,
}

/// The findings of several files.
#[derive(Debug, Default)]
pub struct Findings {
    told: Vec<(At, Diagnostic)>,
    counts: Vec<Count>,
}

impl Findings {
    /// Adds a finding; it is only made when it will be told.
    pub fn add(&mut self, at: At, code: Code, make: impl FnOnce() -> Diagnostic) {
        let known = self.counts.iter_mut().find(|c| c.file == at.0 && c.code == code);
        if let Some(known) = known {
            known.count += 1;
            if known.count > TOLD {
                if known.count == TOLD + 1 {
                    known.line = at.1;
                }
                return;
            }
            let finding = make();
            known.severity = known.severity.min(finding.severity);
            self.told.push((at, finding));
            return;
        }
        let finding = make();
        self.counts.push(Count { file: at.0, code, severity: finding.severity, count: 1, line: at.1 });
        self.told.push((at, finding));
    }

    /// True where a finding of this code is told of this place.
    pub fn has(&self, at: At, code: Code) -> bool {
        self.told.iter().any(|(own, finding)| *own == at && finding.code == code)
    }

    /// Tells once what was found again and again in a table that was read column by column: in the files from this on.
    pub fn once(&mut self, first: u16) {
        let mut seen: Vec<Diagnostic> = Vec::new();
        self.told.retain_mut(|(at, finding)| {
            if at.0 < first {
                return true;
            }
            at.0 = first;
            let new = !seen.contains(finding);
            if new {
                seen.push(finding.clone());
            }
            new
        });
    }

    /// All findings in the order of files and lines.
    pub fn finish(mut self, files: &[DataFile]) -> Vec<Diagnostic> {
        for count in self.counts.iter().filter(|c| c.count > TOLD) {
            let name = files.get(usize::from(count.file)).map_or("", |f| f.name.as_str());
            let more =
                diags::more_of_the_same(name, count.line, count.code, count.severity, count.count - TOLD);
            self.told.push(((count.file, u32::MAX), more));
        }
        self.told.sort_by(|(a, x), (b, y)| (a, x.code, &x.message).cmp(&(b, y.code, &y.message)));
        self.told.into_iter().map(|(_, finding)| finding).collect()
    }
}
