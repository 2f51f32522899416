//! CPU time of this thread, and its median over many runs.

#![allow(dead_code, reason = "each bench uses a part of it")]

/// Microseconds of CPU that this thread has used.
#[cfg(unix)]
pub fn cpu() -> f64 {
    use rustix::time::{ClockId, clock_gettime};
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec as f64 * 1e6 + time.tv_nsec as f64 / 1e3
}

/// Microseconds that have passed, where the system's own count of CPU time is not asked for.
#[cfg(not(unix))]
pub fn cpu() -> f64 {
    use std::sync::OnceLock;
    use std::time::Instant;
    static START: OnceLock<Instant> = OnceLock::new();
    START.get_or_init(Instant::now).elapsed().as_secs_f64() * 1e6
}

/// Microseconds of CPU for one run: the result is kept from being optimised away.
pub fn timed<T>(run: impl FnOnce() -> T) -> f64 {
    let start = cpu();
    std::hint::black_box(run());
    cpu() - start
}

/// The middle one.
pub fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(0.0)
}

/// The median of so many runs.
pub fn median_of<T>(times: usize, mut run: impl FnMut() -> T) -> f64 {
    median((0..times).map(|_| timed(&mut run)).collect())
}
