//! The memory allocator of the program and of what measures it, and how soon it gives memory back.
//!
//! Rows pass from thread to thread, and each is freed by another than the one that made it: the system's allocator
//! spends a fifth of an import on that.

use std::ffi::c_long;

use libmimalloc_sys::{mi_option_set_default, mi_option_t};

/// To be made the `#[global_allocator]`.
pub use mimalloc::MiMalloc as Allocator;

/// mimalloc's number of `mi_option_purge_delay`, which the bindings leave out.
const PURGE_DELAY: mi_option_t = 15;

/// Milliseconds for which what is free is kept. mimalloc's own second holds fifty megabytes more while a large file
/// is taken in; none at all costs a twelfth of its speed.
const KEPT: c_long = 10;

/// Lets memory go back to the system soon; what `MIMALLOC_PURGE_DELAY` says comes first. To be called at the start.
#[expect(unsafe_code, reason = "mimalloc's options have no other door")]
pub fn give_back_soon() {
    // SAFETY: it takes two numbers and sets one of mimalloc's own, whatever else uses the allocator.
    unsafe { mi_option_set_default(PURGE_DELAY, KEPT) }
}

#[cfg(test)]
#[expect(unsafe_code, reason = "as above")]
fn kept() -> c_long {
    // SAFETY: it reads a number.
    unsafe { libmimalloc_sys::mi_option_get(PURGE_DELAY) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// mimalloc reads the variable when a process begins: asked in one of its own, it tells whether the number is right.
    #[test]
    fn the_variable_comes_first() {
        if std::env::var_os("MIMALLOC_PURGE_DELAY").is_some() {
            give_back_soon();
            return assert_eq!(kept(), 77);
        }
        give_back_soon();
        assert_eq!(kept(), KEPT);
        let mut test = std::process::Command::new(std::env::current_exe().expect("a path"));
        test.arg("the_variable_comes_first").env("MIMALLOC_PURGE_DELAY", "77");
        assert!(test.status().expect("a test can be run").success());
    }
}
