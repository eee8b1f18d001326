//! The command: reads its arguments, runs one verb, and ends with its exit code.

use std::process::ExitCode;

use plimsoll::cli;

fn main() -> ExitCode {
    cli::on_defect();
    cli::run(std::env::args_os()).into()
}
