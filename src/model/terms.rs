//! What an escalation asks, of whom and by when: it may change in time, and a case keeps what held when it opened.

use chrono::NaiveDate;

use super::{Ask, Climb, Escalation, Recipient, Respond};

/// What an escalation said up to a day.
#[derive(Debug, Clone)]
pub struct Earlier {
    /// The last day on which it held.
    pub last_day: NaiveDate,
    /// Who was asked.
    pub to: Vec<Recipient>,
    /// By when they answered.
    pub respond: Option<Respond>,
    /// What they were asked.
    pub asks: Vec<Ask>,
    /// Who was told next when nobody answered, in order.
    pub climbs: Vec<Climb>,
}

/// Who is asked, by when and what, as it is in force at one time.
#[derive(Debug, Clone, Copy)]
pub struct Terms<'e> {
    /// Who is asked.
    pub to: &'e [Recipient],
    /// By when they answer.
    pub respond: Option<Respond>,
    /// What they are asked.
    pub asks: &'e [Ask],
    /// Who is told next when nobody answers, in order.
    pub climbs: &'e [Climb],
}

impl Terms<'_> {
    /// True where an answer is wanted, and not only somebody told.
    #[must_use]
    pub fn wants_answer(&self) -> bool {
        self.respond.is_some() || !self.asks.is_empty()
    }
}

impl Earlier {
    /// Its terms.
    #[must_use]
    pub fn terms(&self) -> Terms<'_> {
        Terms { to: &self.to, respond: self.respond, asks: &self.asks, climbs: &self.climbs }
    }
}

impl Escalation {
    /// What readers call it: its title, else its short name.
    #[must_use]
    pub fn name(&self) -> &str {
        if self.title.is_empty() { &self.id } else { &self.title }
    }

    /// The terms in force on a day.
    #[must_use]
    pub fn terms_on(&self, day: NaiveDate) -> Terms<'_> {
        let earlier = self.earlier.iter().find(|earlier| day <= earlier.last_day);
        earlier.map_or_else(|| self.latest_terms(), Earlier::terms)
    }

    /// The terms that stand when all its changes have been made.
    #[must_use]
    pub fn latest_terms(&self) -> Terms<'_> {
        Terms { to: &self.to, respond: self.respond, asks: &self.asks, climbs: &self.climbs }
    }

    /// Every terms it ever had, oldest first, each with its last day; none for the latest.
    pub fn all_terms(&self) -> impl Iterator<Item = (Option<NaiveDate>, Terms<'_>)> {
        let earlier = self.earlier.iter().map(|earlier| (Some(earlier.last_day), earlier.terms()));
        earlier.chain(std::iter::once((None, self.latest_terms())))
    }
}
