//! Whether tests should take every case instead of every so-manieth: minutes instead of seconds.

/// `CITESCAPE_THOROUGH` is set, as before a release.
#[allow(clippy::disallowed_methods, reason = "the tests' own switch")]
pub fn is_wanted() -> bool {
    std::env::var_os("CITESCAPE_THOROUGH").is_some()
}
