//! Escalation as a state machine with memory: who is told what, when, and what happens when nobody answers.

#[cfg(test)]
mod answering;
#[cfg(test)]
mod findings;
#[cfg(test)]
mod opening;
#[cfg(test)]
mod prompting;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod world;
