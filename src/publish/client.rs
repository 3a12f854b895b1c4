//! What all requests over the network are made with.

use std::error::Error;

use tokio::runtime::{Builder, Runtime};

use crate::ground::diagnostic::Failure;

/// Returns what runs requests: one thread is enough, since all of it waits for the network.
pub(super) fn runtime() -> Result<Runtime, Failure> {
    let runtime = Builder::new_current_thread().enable_all().build();
    runtime.map_err(|error| Failure::new(format!("cannot prepare for requests: {error}")))
}

/// Makes *ring* what encrypted connections are made with: the only provider that is compiled in.
pub(super) fn use_ring() {
    // It fails where it has been done already.
    let _ = rustls::crypto::ring::default_provider().install_default();
}

/// Returns what is at the bottom of a failed request, such as "connection refused".
pub(super) fn cause(mut error: &dyn Error) -> String {
    while let Some(below) = error.source() {
        error = below;
    }
    error.to_string()
}
