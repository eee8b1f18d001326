//! Escalation as a state machine with memory: who is told what, when, and what happens when nobody answers.

mod answering;
mod findings;
mod opening;
mod prompting;
mod properties;
mod world;
