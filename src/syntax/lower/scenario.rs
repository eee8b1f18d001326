//! Scenarios.

use chrono::NaiveDate;

use super::bad_clause::Inside;
use super::{Lower, Pair, Rule, child, children, has};
use crate::base::span::Spanned;
use crate::syntax::ast::{
    AboutWords, AnswerWords, CasePartWords, EventWords, ExpectWords, ExpectationWords, FigureOf, FigureWords,
    FileWord, FileWords, GivenValueWords, GivenWords, Item, Name, ScenarioClause, ScenarioItem, SubjectWords,
};

impl Lower<'_> {
    pub(super) fn scenario(&mut self, pair: Pair<'_>) -> Item {
        let span = self.span(&pair);
        let title = self.item_name(&pair);
        let mut clauses = Vec::new();
        for part in pair.clone().into_inner() {
            if !self.recover(&pair, &part, Inside::Scenario) {
                clauses.extend(self.scenario_clause(&part));
            }
        }
        Item::Scenario(ScenarioItem { title, clauses, broken: self.broken > 0, span })
    }

    fn scenario_clause(&mut self, part: &Pair<'_>) -> Option<ScenarioClause> {
        let span = self.span(part);
        match part.as_rule() {
            Rule::given => self.given(part).map(ScenarioClause::Given),
            Rule::given_benchmark => self.given_benchmark(part).map(ScenarioClause::Given),
            Rule::given_file => {
                let path = self.first_string(part)?;
                let kind = match child(part, Rule::file_kind)?.into_inner().next()?.as_rule() {
                    Rule::answers_word => FileWord::Answers,
                    Rule::events_word => FileWord::Events,
                    Rule::extensions_word => FileWord::Extensions,
                    _ => FileWord::Figures,
                };
                Some(ScenarioClause::File(FileWords { kind, path }))
            }
            Rule::given_answer => self.answer_given(part).map(ScenarioClause::Answer),
            Rule::given_event => self.event_given(part).map(ScenarioClause::Event),
            Rule::report_on => {
                let as_of = self.first_date(part);
                let period = child(part, Rule::period).map(|p| self.period(&p))?;
                Some(ScenarioClause::Report(period, as_of, span))
            }
            Rule::expect => {
                let inner = child(part, Rule::expectation)?;
                let what = self.expectation(&inner.clone().into_inner().next()?)?;
                let nothing_else = child(part, Rule::nothing_else).map(|p| self.span(&p));
                let span = self.span(&inner);
                Some(ScenarioClause::Expect(ExpectWords { what, nothing_else, span }))
            }
            Rule::nothing_else => Some(ScenarioClause::NothingElse(span)),
            Rule::note => self.first_string(part).map(ScenarioClause::Note),
            _ => None,
        }
    }

    fn groups_of(&mut self, pair: &Pair<'_>) -> Vec<Name> {
        let found = child(pair, Rule::given_for);
        let names: Vec<_> = found.iter().flat_map(|p| children(p, Rule::name_or_title)).collect();
        names.iter().map(|p| self.name(p)).collect()
    }

    fn given(&mut self, part: &Pair<'_>) -> Option<GivenWords> {
        let span = self.span(part);
        let name = self.first_name(part)?;
        let subject = SubjectWords { span: name.span, name, groups: self.groups_of(part) };
        let values = self.given_values(part);
        Some(GivenWords { subject, benchmark: None, values, span })
    }

    fn given_benchmark(&mut self, part: &Pair<'_>) -> Option<GivenWords> {
        let span = self.span(part);
        let names = self.names(part);
        let [benchmark, measure] = names.as_slice() else { return None };
        let subject = SubjectWords { name: measure.clone(), groups: Vec::new(), span: measure.span };
        let values = self.given_values(part);
        Some(GivenWords { subject, benchmark: Some(benchmark.clone()), values, span })
    }

    fn given_values(&mut self, part: &Pair<'_>) -> Vec<GivenValueWords> {
        let values: Vec<_> = children(part, Rule::given_value).collect();
        values.iter().filter_map(|value| self.given_value(value)).collect()
    }

    fn given_value(&mut self, pair: &Pair<'_>) -> Option<GivenValueWords> {
        let figure = child(pair, Rule::given_figure).map(|p| self.figure_words(&p))?;
        let when = child(pair, Rule::given_when).and_then(|p| self.first_period(&p));
        let mut value = GivenValueWords {
            figure,
            when,
            repeated: None,
            late: None,
            submitted: None,
            revised: None,
            marks: Vec::new(),
            forecast: None,
            span: self.span(pair),
        };
        for tail in children(pair, Rule::given_tail).filter_map(|p| p.into_inner().next()) {
            match tail.as_rule() {
                Rule::given_repeated => value.repeated = self.first_count(&tail),
                Rule::given_late => value.late = Some(self.span(&tail)),
                Rule::given_submitted => value.submitted = self.first_date(&tail),
                Rule::given_revised => {
                    let to = child(&tail, Rule::given_figure).map(|p| self.figure_words(&p));
                    let on = self.first_date(&tail);
                    value.revised = to.map(|to| (to, on));
                }
                Rule::given_mark => value.marks.push(tail.as_str().trim().to_lowercase()),
                _ => {
                    value.forecast = child(&tail, Rule::amount).map(|p| self.text(&p).trim().to_owned());
                }
            }
        }
        Some(value)
    }

    /// The text of a figure as a data file would have it, so that it is read in the same way.
    fn figure_words(&mut self, pair: &Pair<'_>) -> FigureWords {
        let span = self.span(pair);
        let mut text = self.text(pair).trim().to_owned();
        let mut of = None;
        if let Some(parts) = child(pair, Rule::given_parts) {
            let numbers: Vec<String> =
                children(&parts, Rule::number).map(|p| p.as_str().trim().to_owned()).collect();
            if let [above, below] = numbers.as_slice() {
                (text, of) = (above.clone(), Some(below.clone()));
            }
        } else if let Some(quoted) = self.first_string(pair) {
            text = quoted.node;
        } else if has(pair, Rule::not_applicable_words) {
            text = "n/a".to_owned();
        } else if text.eq_ignore_ascii_case("missing") {
            // Nobody said anything, which is another thing than that there is no figure yet.
            text = "not submitted".to_owned();
        } else if text.eq_ignore_ascii_case("withheld") {
            text = "c".to_owned();
        }
        FigureWords { text, of, span }
    }

    fn subject(&mut self, pair: &Pair<'_>) -> Option<SubjectWords> {
        let found = child(pair, Rule::subject)?;
        let name = self.first_name(&found)?;
        Some(SubjectWords { groups: self.groups_of(&found), span: self.span(&found), name })
    }

    fn about(&mut self, pair: &Pair<'_>) -> Option<AboutWords> {
        let subject = self.subject(pair)?;
        let period = child(pair, Rule::about_in).and_then(|p| self.first_period(&p));
        Some(AboutWords { subject, period })
    }

    fn answer_given(&mut self, part: &Pair<'_>) -> Option<AnswerWords> {
        let names = self.names(part);
        let (escalation, by) = names.split_first()?;
        let mut parts = Vec::new();
        for answer in children(part, Rule::answer_part) {
            let field = child(&answer, Rule::name)?.as_str().to_owned();
            parts.push((field, self.first_string(&answer)?));
        }
        Some(AnswerWords {
            escalation: escalation.clone(),
            about: child(part, Rule::about).and_then(|p| self.about(&p)),
            on: self.first_date(part)?,
            by: by.first().cloned(),
            parts,
            span: self.span(part),
        })
    }

    fn event_given(&mut self, part: &Pair<'_>) -> Option<EventWords> {
        let names = self.names(part);
        let (event, state) = (names.first()?.clone(), names.get(1)?.clone());
        Some(EventWords {
            event,
            state,
            subject: child(part, Rule::event_for).and_then(|p| self.subject(&p)),
            on: self.first_date(part)?,
            by: names.get(2).cloned(),
            because: child(part, Rule::because).and_then(|p| self.first_string(&p)),
            span: self.span(part),
        })
    }

    fn expectation(&mut self, pair: &Pair<'_>) -> Option<ExpectationWords> {
        match pair.as_rule() {
            Rule::expect_none => {
                let name = self.first_name(pair)?;
                let about = child(pair, Rule::about).and_then(|p| self.about(&p));
                Some(ExpectationWords::NoCase(name, about))
            }
            Rule::expect_figure => {
                let which = match child(pair, Rule::figure_of)?.into_inner().next()?.as_rule() {
                    Rule::kw_target => FigureOf::Target,
                    Rule::kw_gap => FigureOf::Gap,
                    _ => FigureOf::Value,
                };
                let written = child(pair, Rule::figure_expected)?;
                let (figure, amount) = (self.figure_words(&written), self.first_amount(&written));
                Some(ExpectationWords::Figure(which, self.subject(pair)?, figure, amount))
            }
            Rule::expect_stage => {
                let stage = child(pair, Rule::name)?;
                let stage = Spanned::new(stage.as_str().to_owned(), self.span(&stage));
                let ladder = child(pair, Rule::name_or_title).map(|p| self.name(&p));
                Some(ExpectationWords::Stage(self.subject(pair)?, stage, ladder))
            }
            Rule::expect_result => {
                let words = child(pair, Rule::outcome).map(|p| self.words(&p))?;
                let (not, words) = negation(words);
                Some(ExpectationWords::Result(self.subject(pair)?, not, words))
            }
            Rule::expect_share => {
                let is_theme = child(pair, Rule::kw_theme).is_some();
                let words = child(pair, Rule::outcome).map(|p| self.words(&p))?;
                let (not, words) = negation(words);
                Some(ExpectationWords::Share(is_theme, self.first_name(pair)?, not, words))
            }
            Rule::expect_total => {
                let count = child(pair, Rule::number).map(|p| self.number(&p))?;
                let count = u32::try_from(count.mantissa).ok().filter(|_| count.places == 0)?;
                let words = child(pair, Rule::total_word).map(|p| self.words(&p))?;
                Some(ExpectationWords::Total(count, words, self.first_name(pair)))
            }
            _ => {
                let name = self.first_name(pair)?;
                let parts: Vec<_> = children(pair, Rule::case_part).collect();
                let parts = parts.iter().filter_map(|part| self.case_part(part)).collect();
                Some(ExpectationWords::Case(name, parts))
            }
        }
    }

    fn case_part(&mut self, pair: &Pair<'_>) -> Option<CasePartWords> {
        let inner = pair.clone().into_inner().next()?;
        let day = |lower: &mut Self| -> Option<NaiveDate> { lower.first_date(&inner) };
        Some(match inner.as_rule() {
            Rule::case_to => CasePartWords::To(self.names(&inner)),
            Rule::about => CasePartWords::About(self.about(&inner)?),
            Rule::case_due => CasePartWords::Due(day(self)?),
            Rule::case_opened => CasePartWords::Opened(day(self)?),
            Rule::case_told => {
                let on = day(self);
                CasePartWords::Told(self.first_name(&inner)?, on)
            }
            Rule::case_asks => {
                let field = child(&inner, Rule::name)?;
                let field = Spanned::new(field.as_str().to_owned(), self.span(&field));
                CasePartWords::Asks(field, self.first_string(&inner)?)
            }
            _ => CasePartWords::State(self.words(&inner)),
        })
    }

    /// Words in small letters with one space between them.
    fn words(&mut self, pair: &Pair<'_>) -> Spanned<String> {
        let text = pair.as_str().split_whitespace().collect::<Vec<_>>().join(" ");
        Spanned::new(text.to_lowercase(), self.span(pair))
    }
}

/// `not rated`, `not due` and `not applicable` are kinds of result; any other `not` turns round what follows.
fn negation(words: Spanned<String>) -> (bool, Spanned<String>) {
    match words.node.strip_prefix("not ") {
        Some("rated" | "due" | "applicable") | None => (false, words),
        Some(rest) => {
            let rest = rest.to_owned();
            (true, words.map(|_| rest))
        }
    }
}
