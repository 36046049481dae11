//! The `promise` command: arguments and exit code, nothing else.

use std::process::ExitCode;

fn main() -> ExitCode {
    promise::cli::run()
}
