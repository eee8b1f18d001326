//! Makes the edits that findings carry, looks again, and goes on until no edit is left that applies by itself.
//!
//! Edits are made together where they do not overlap. An edit that would leave another error in a line it changes is
//! taken back; an error elsewhere was there before, in text that could not be read until now.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use super::diag::{Code, Diagnostic, Fix, Place, Severity};
use super::source::{Source, Sources};
use super::span::{FileId, Span};

/// How often the text is looked at again. One round mends all that stands apart; what one edit brings to light takes
/// another.
const ROUNDS: usize = 40;

/// A line that was changed, or lines that were added after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The file, as the reader knows it.
    pub file: String,
    /// The line, from 1, in the text as it was after this change.
    pub line: u32,
    /// What stood there.
    pub was: String,
    /// What stands there now; more than one line where lines were added.
    pub is: String,
    /// The finding that asked for it.
    pub code: Code,
}

/// What came of it.
#[derive(Debug)]
pub struct Mended {
    /// The texts with the edits made.
    pub sources: Sources,
    /// What is found in them.
    pub findings: Vec<Diagnostic>,
    /// Each edit that was made, in the order of files and lines, round by round.
    pub changes: Vec<Change>,
    /// How many findings had edits that were taken back.
    pub taken_back: usize,
}

/// Makes every edit that applies by itself. `look` says what is found in a set of texts.
#[must_use]
pub fn mend(sources: Sources, look: impl Fn(&Sources) -> Vec<Diagnostic>) -> Mended {
    let findings = look(&sources);
    let mut mended = Mended { sources, findings, changes: Vec::new(), taken_back: 0 };
    let mut refused = BTreeSet::new();
    for _ in 0..ROUNDS {
        let chosen = choose(&mended, &refused);
        if chosen.is_empty() {
            break;
        }
        let (texts, edited) = with_edits(&mended.sources, &chosen);
        let found = look(&texts);
        let made = faults_made(&mended.findings, &found, &texts, &edited);
        if made.is_empty() {
            mended.changes.extend(changes(&mended.sources, &texts, &edited));
            mended.sources = texts;
            mended.findings = found;
        } else {
            refused.extend(made.into_iter().filter_map(|at| chosen.get(at)).map(|f| key(f, &mended.sources)));
        }
    }
    mended.taken_back = refused.len();
    mended
}

/// By what an edit that was taken back is known again, though lines above it may have moved.
fn key(finding: &Diagnostic, sources: &Sources) -> (Code, String, String) {
    let place = finding.primary().map(|label| &label.place);
    let text = match place {
        Some(Place::Rule(span)) => format!("{}: {}", sources.name(*span), line_of(sources, *span)),
        Some(Place::Data(_)) | None => String::new(),
    };
    (finding.code, finding.message.clone(), text)
}

fn line_of(sources: &Sources, span: Span) -> &str {
    sources.get(span.file).map_or("", |source| lines_at(&source.text, span.start, span.start))
}

/// The whole lines from the one with the first offset to the one with the last.
fn lines_at(text: &str, first: u32, last: u32) -> &str {
    let start = text.get(..first as usize).and_then(|above| above.rfind('\n')).map_or(0, |end| end + 1);
    let below = text.get(last as usize..).and_then(|below| below.find('\n'));
    let end = below.map_or(text.len(), |length| last as usize + length);
    text.get(start..end).unwrap_or("").trim_end_matches('\r')
}

/// The findings whose edits are made in this round: the first of those that overlap.
fn choose<'f>(mended: &'f Mended, refused: &BTreeSet<(Code, String, String)>) -> Vec<&'f Diagnostic> {
    let mut chosen: Vec<&Diagnostic> = Vec::new();
    let mut taken = Taken::default();
    for finding in mended.findings.iter().filter(|finding| finding.mends_itself()) {
        let apart = finding.fixes.iter().all(|fix| taken.is_free(fix.span));
        if apart && !refused.contains(&key(finding, &mended.sources)) {
            finding.fixes.iter().for_each(|fix| taken.take(fix.span));
            chosen.push(finding);
        }
    }
    chosen
}

/// What other edits of the round change: none of these overlap, so only neighbours have to be asked.
#[derive(Default)]
struct Taken {
    ends: BTreeMap<(FileId, u32), u32>,
}

impl Taken {
    fn is_free(&self, span: Span) -> bool {
        let before = self.ends.range(..=(span.file, span.start)).next_back();
        let after = self.ends.range((span.file, span.start)..).next();
        let clear_of_before = before.is_none_or(|((file, start), end)| {
            *file != span.file || (*start != span.start && *end <= span.start)
        });
        clear_of_before && after.is_none_or(|((file, start), _)| *file != span.file || *start >= span.end)
    }

    fn take(&mut self, span: Span) {
        self.ends.insert((span.file, span.start), span.end);
    }
}

/// An edit that was made: whose it is, and which lines it left.
struct Edited {
    owner: usize,
    code: Code,
    old: Span,
    /// Where what was written begins and ends in the text as it is now.
    new: Span,
    lines: RangeInclusive<u32>,
}

fn with_edits(sources: &Sources, chosen: &[&Diagnostic]) -> (Sources, Vec<Edited>) {
    let mut all: Vec<(usize, &Diagnostic, &Fix)> = Vec::new();
    for (owner, finding) in chosen.iter().enumerate() {
        all.extend(finding.fixes.iter().map(|fix| (owner, *finding, fix)));
    }
    all.sort_by_key(|(_, _, fix)| (fix.span.file, fix.span.start, fix.span.end));
    let (mut texts, mut edited) = (Sources::new(), Vec::new());
    for (file, source) in sources.iter() {
        let own: Vec<_> = all.iter().filter(|(_, _, fix)| fix.span.file == file).collect();
        let (text, places) = edit(source, own.iter().map(|(_, _, fix)| *fix));
        let id = texts.add(source.name.clone(), text);
        let Some(now) = texts.get(id) else { continue };
        for ((owner, finding, fix), (start, end)) in own.into_iter().zip(places) {
            let lines = now.line_column(start).line..=now.line_column(end).line;
            let new = Span { file, start, end };
            edited.push(Edited { owner: *owner, code: finding.code, old: fix.span, new, lines });
        }
    }
    (texts, edited)
}

/// A text with its edits made, which stand in order and apart, and where each replacement begins and ends in it.
fn edit<'f>(source: &Source, fixes: impl Iterator<Item = &'f Fix>) -> (String, Vec<(u32, u32)>) {
    let ending = if source.text.contains("\r\n") { "\r\n" } else { "\n" };
    let (mut text, mut places, mut at) = (String::with_capacity(source.text.len()), Vec::new(), 0);
    for fix in fixes {
        let (start, end) = (fix.span.start as usize, fix.span.end as usize);
        text.push_str(source.text.get(at..start).unwrap_or(""));
        let begins = text.len() as u32;
        text.push_str(&fix.replacement.replace('\n', ending));
        places.push((begins, text.len() as u32));
        at = end.max(at);
    }
    text.push_str(source.text.get(at..).unwrap_or(""));
    (text, places)
}

/// Which of the chosen findings left an error, in a line they changed, that was not there before.
fn faults_made(
    before: &[Diagnostic],
    after: &[Diagnostic],
    texts: &Sources,
    edited: &[Edited],
) -> BTreeSet<usize> {
    let mut known: BTreeMap<(Code, &str), u32> = BTreeMap::new();
    for finding in errors(before) {
        *known.entry((finding.code, &finding.message)).or_default() += 1;
    }
    let mut made = BTreeSet::new();
    for finding in errors(after) {
        let left = known.get_mut(&(finding.code, finding.message.as_str()));
        if let Some(left) = left.filter(|left| **left > 0) {
            *left -= 1;
            continue;
        }
        let Some(Place::Rule(span)) = finding.primary().map(|label| &label.place) else { continue };
        let Some(source) = texts.get(span.file) else { continue };
        let lines = source.line_column(span.start).line..=source.line_column(span.end).line;
        let touches = |edit: &&Edited| {
            edit.new.file == span.file
                && edit.lines.start() <= lines.end()
                && lines.start() <= edit.lines.end()
        };
        made.extend(edited.iter().filter(touches).map(|edit| edit.owner));
    }
    made
}

fn errors(findings: &[Diagnostic]) -> impl Iterator<Item = &Diagnostic> {
    findings.iter().filter(|finding| finding.severity == Severity::Error)
}

/// The lines that changed: several edits of one line are one change.
fn changes(before: &Sources, after: &Sources, edited: &[Edited]) -> Vec<Change> {
    let mut found: Vec<Change> = Vec::new();
    let mut last = None;
    for edit in edited {
        let Some(source) = after.get(edit.new.file) else { continue };
        let place = (edit.new.file, *edit.lines.start());
        if last.replace(place) == Some(place) {
            continue;
        }
        found.push(Change {
            file: source.name.clone(),
            line: *edit.lines.start(),
            was: line_of(before, edit.old).to_owned(),
            is: lines_at(&source.text, edit.new.start, edit.new.end).to_owned(),
            code: edit.code,
        });
    }
    found
}
