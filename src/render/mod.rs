//! One file per output format, and the wording of every message in each language.
