//! Forecasts: where they come from when data bring none, and what a rule may ask of them.

/// How a book reckons the year's figure from the year so far, where data bring no forecast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Projection {
    /// `forecast at the rate so far`: as it went up to now, so it goes on.
    AtTheRateSoFar,
    /// `forecast with what is still expected`: what there is, and what is still to come.
    WithWhatIsStillExpected,
}

impl Projection {
    /// The clause that asks for it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::AtTheRateSoFar => "at the rate so far",
            Self::WithWhatIsStillExpected => "with what is still expected",
        }
    }
}

/// How a forecast stands to the target it is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Prospect {
    /// The whole of it is on target.
    Meets,
    /// The target lies inside it: part of it is on target and part is not.
    Open,
    /// The whole of it is off target.
    Misses,
}

impl Prospect {
    /// The condition that holds for it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Meets => "forecast to meet the target",
            Self::Open => "target inside the forecast",
            Self::Misses => "forecast to miss the target",
        }
    }
}
