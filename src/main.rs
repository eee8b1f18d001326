//! The command: reads its arguments, runs one verb, and ends with its exit code.

use std::process::ExitCode;

use plimsoll::cli;

/// Measures and definitions that read one another in a long row are followed to the end; a thread takes memory for this
/// only as far as it is needed.
const STACK: usize = 512 << 20;

fn main() -> ExitCode {
    cli::on_defect();
    let started = std::thread::Builder::new().stack_size(STACK).spawn(|| cli::run(std::env::args_os()));
    match started.map(std::thread::JoinHandle::join) {
        Ok(Ok(exit)) => exit.into(),
        // A defect has ended the program before it comes here.
        Ok(Err(_)) => cli::Exit::Defect.into(),
        // Where no thread can be had, this one does the work.
        Err(_) => cli::run(std::env::args_os()).into(),
    }
}
