//! The door is where the preview is reached: its port and its addresses.

use std::io::{self, ErrorKind};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, UdpSocket};

use crate::ground::diagnostic::Failure;

/// The port that is tried first where none is asked for.
pub const PORT: u16 = 4848;

/// An address for documentation (RFC 5737). Nothing is sent to it; asking for the way there tells this machine's own address.
const ELSEWHERE: (Ipv4Addr, u16) = (Ipv4Addr::new(192, 0, 2, 1), 9);

/// Sockets that wait for connections, all on one port.
#[derive(Debug)]
pub(super) struct Door {
    pub(super) listeners: Vec<TcpListener>,
    pub(super) port: u16,
    /// Whether [`PORT`] was taken, so that it is another one.
    pub(super) was_taken: bool,
    /// This machine's address in the network, where others can reach it.
    pub(super) network: Option<IpAddr>,
}

impl Door {
    /// Opens `port`, or where none is asked for [`PORT`] or another one that is free: on this machine only, or on `host`.
    ///
    /// # Errors
    /// When the port that was asked for, or the host, cannot be had.
    pub(super) fn open(port: Option<u16>, host: Option<IpAddr>) -> Result<Door, Failure> {
        let first = host.unwrap_or(Ipv4Addr::LOCALHOST.into());
        let network = host.filter(|host| !host.is_loopback());
        let network = network.map(|host| if host.is_unspecified() { own_address().unwrap_or(host) } else { host });
        let open = |port: u16| listeners(first, port, host.is_none());
        let (listeners, was_taken) = match (open(port.unwrap_or(PORT)), port) {
            (Ok(listeners), _) => (listeners, false),
            (Err(error), None) if error.kind() == ErrorKind::AddrInUse => {
                (open(0).map_err(|error| refused(first, 0, &error))?, true)
            }
            (Err(error), asked) => return Err(refused(first, asked.unwrap_or(PORT), &error)),
        };
        let port = listeners[0].local_addr().map_err(|error| refused(first, 0, &error))?.port();
        Ok(Door { listeners, port, was_taken, network })
    }

    /// Returns the origin of the site for this machine.
    pub(super) fn here(&self) -> String {
        match self.network {
            Some(address) if !self.listeners.iter().any(is_local) => self.at(address),
            _ => format!("http://localhost:{}", self.port),
        }
    }

    /// Returns the origin of the site for whoever asks this address.
    pub(super) fn at(&self, address: IpAddr) -> String {
        format!("http://{}:{}", host(address), self.port)
    }
}

/// Tells whether a socket is reached from this machine as `localhost`.
fn is_local(listener: &TcpListener) -> bool {
    listener.local_addr().is_ok_and(|address| address.ip().is_loopback() || address.ip().is_unspecified())
}

/// Returns an address as it stands in a URL.
fn host(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => format!("[{address}]"),
    }
}

/// Returns sockets on the port `asked` of `first`, or for 0 on any that is free, and where `with_v6` says so and the system has
/// it, on the same port of the other loopback address.
fn listeners(first: IpAddr, asked: u16, with_v6: bool) -> io::Result<Vec<TcpListener>> {
    let listener = TcpListener::bind((first, asked))?;
    let port = listener.local_addr()?.port();
    match with_v6.then(|| TcpListener::bind(SocketAddr::from((Ipv6Addr::LOCALHOST, port)))) {
        Some(Ok(other)) => Ok(vec![listener, other]),
        // While this port is held, the system finds another.
        Some(Err(error)) if error.kind() == ErrorKind::AddrInUse && asked == 0 => listeners(first, 0, with_v6),
        // Browsers would reach whoever else is there.
        Some(Err(error)) if error.kind() == ErrorKind::AddrInUse => Err(error),
        Some(Err(_)) | None => Ok(vec![listener]),
    }
}

/// Returns this machine's address in the network that leads furthest.
fn own_address() -> Option<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    socket.connect(ELSEWHERE).ok()?;
    socket.local_addr().ok().map(|address| address.ip())
}

fn refused(host: IpAddr, port: u16, error: &io::Error) -> Failure {
    let failure = Failure::new(format!("cannot serve on port {port} of {host}: {error}"));
    match error.kind() {
        ErrorKind::AddrInUse => failure.hint("name another port, or none and a free one is found"),
        ErrorKind::PermissionDenied => failure.hint("ports below 1024 are for the system; name a higher one"),
        _ => failure,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_machine_is_no_network() {
        let open = |host: IpAddr| Door::open(Some(0), Some(host)).expect("a free port");
        assert_eq!(open(Ipv4Addr::LOCALHOST.into()).network, None);
        assert!(open(Ipv4Addr::UNSPECIFIED.into()).network.is_some());
    }

    #[test]
    fn a_free_port_is_free_at_both_addresses() {
        // Without that address, there is nothing to be taken.
        let other = || TcpListener::bind((Ipv6Addr::LOCALHOST, 0)).ok();
        let _taken: Vec<TcpListener> = (0..100).filter_map(|_| other()).collect();
        for _ in 0..2_000 {
            Door::open(Some(0), None).expect("a free port");
        }
    }
}
