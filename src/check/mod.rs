//! The rules: what is unclear, infeasible, inconsistent, untimely or inflexible in the definitions.
