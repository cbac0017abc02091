//! Places where a test kills the process, to see that nothing is lost or doubled.

/// Every step of a checkout after which the process may die. With `CHINOOK_CRASH_AT=<name>` a
/// debug build kills itself there (SIGKILL: no destructor runs, nothing is flushed).
pub const CRASH_POINTS: &[&str] = &[
    "order.claimed",
    "order.inserted",
    "order.committed",
    "pay.claimed",
    "pay.created",
    "pay.stored",
    "fact.applied",
    "fact.committed",
    "event.inserted",
    "event.processed",
    "refund.inserted",
    "refund.sent",
    "outbox.handled",
];

/// Dies here if a test asked for it. In release builds there is nothing here.
pub fn crash_point(name: &'static str) {
    #[cfg(debug_assertions)]
    {
        debug_assert!(CRASH_POINTS.contains(&name), "{name} is missing in CRASH_POINTS");
        #[expect(clippy::disallowed_methods, reason = "a test's order to die is no setting")]
        let asked = std::env::var("CHINOOK_CRASH_AT").is_ok_and(|at| at == name);
        if asked {
            let me = rustix::process::getpid();
            // Nothing is left to do should the kernel refuse: the test then sees a process alive.
            let _ = rustix::process::kill_process(me, rustix::process::Signal::KILL);
        }
    }
    #[cfg(not(debug_assertions))]
    let _ = name;
}
