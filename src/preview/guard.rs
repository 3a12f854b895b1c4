//! The guard decides who is answered at all, before anything is looked up.
//!
//! Any page in the author's browser can send requests to this machine, and a name of its own can be made to lead here. So
//! a request counts only if it names this machine as the author does, and asks for nothing but to read.

use std::net::IpAddr;

use hyper::header::{HOST, HeaderMap, HeaderValue, ORIGIN};
use hyper::http::uri::Authority;
use hyper::{Method, StatusCode, Uri};

/// The names under which this machine is its own.
const LOOPBACK: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// Who is answered.
#[derive(Clone, Debug)]
pub(super) struct Guard {
    names: Vec<String>,
}

impl Guard {
    /// Returns a guard that knows the names of the loopback interface, and `others`, in lower case.
    pub(super) fn new(others: impl IntoIterator<Item = String>) -> Guard {
        Guard { names: LOOPBACK.map(str::to_owned).into_iter().chain(others).collect() }
    }

    /// Tells whether a request over a connection to this `address` of the machine may be answered, or how it is refused. What
    /// proxies say in `Forwarded` or `X-Forwarded-Host` counts for nothing: anybody can say it.
    pub(super) fn admit(
        &self,
        address: IpAddr,
        method: &Method,
        uri: &Uri,
        headers: &HeaderMap,
    ) -> Result<(), StatusCode> {
        let hosts: Vec<&HeaderValue> = headers.get_all(HOST).iter().collect();
        let named = match hosts.as_slice() {
            [] => false,
            [host] => host.to_str().is_ok_and(|host| self.knows(host, address)),
            _ => return Err(StatusCode::BAD_REQUEST),
        };
        if !named || uri.authority().is_some_and(|authority| !self.knows(authority.as_str(), address)) {
            return Err(StatusCode::FORBIDDEN);
        }
        match *method {
            Method::GET | Method::HEAD => Ok(()),
            _ => Err(StatusCode::METHOD_NOT_ALLOWED),
        }
    }

    /// Tells whether `host` is a known name, or the `address` that was reached: no name can be made to be that.
    fn knows(&self, host: &str, address: IpAddr) -> bool {
        let is_reached = |name: &str| name.trim_matches(['[', ']']).parse() == Ok(address);
        host_of(host).is_some_and(|name| self.names.contains(&name) || is_reached(&name))
    }
}

/// Returns the host that `text` names, with a port after it or without, in lower case.
pub fn host_of(text: &str) -> Option<String> {
    // An authority may hold a user's name before the host.
    let authority = text.parse::<Authority>().ok().filter(|_| !text.contains('@'))?;
    Some(authority.host().to_ascii_lowercase()).filter(|host| !host.is_empty())
}

/// Tells whether a request to a known host comes from one of its own pages, as far as the browser says where it comes from.
pub(super) fn is_same_origin(headers: &HeaderMap) -> bool {
    let text = |value: &HeaderValue| value.to_str().unwrap_or_default().to_ascii_lowercase();
    let host = headers.get(HOST).map(text).unwrap_or_default();
    let is_own = |origin: &HeaderValue| {
        let origin = text(origin);
        let authority = origin.strip_prefix("http://").or(origin.strip_prefix("https://"));
        authority.is_some_and(|authority| authority == host)
    };
    let is_own_site = |site: &HeaderValue| matches!(text(site).as_str(), "same-origin" | "none");
    headers.get_all(ORIGIN).iter().all(is_own) && headers.get_all("sec-fetch-site").iter().all(is_own_site)
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    #[test]
    fn hosts_are_known_by_their_whole_name() {
        let guard = Guard::new(["preview.example".to_owned()]);
        for host in
            ["localhost", "LOCALHOST:4848", "127.0.0.1", "127.0.0.1:80", "[::1]", "[::1]:4848", "preview.example:1"]
        {
            assert!(guard.knows(host, Ipv4Addr::LOCALHOST.into()), "{host}");
        }
        for host in [
            "",
            ":4848",
            "example.org",
            "localhost.example.org",
            "localhost.",
            "127.0.0.1.example.org",
            "127.0.0.2",
            "0.0.0.0",
            "[::]",
            "::1",
            "a@localhost",
            "localhost@example.org",
            "localhost:4848:1",
            "localhost/",
            "localhost ",
            "localhost#",
            "2130706433",
            "0x7f.1",
        ] {
            assert!(!guard.knows(host, Ipv4Addr::LOCALHOST.into()), "{host}");
        }
    }

    #[test]
    fn an_address_is_known_where_it_was_reached() {
        let guard = Guard::new([]);
        for (host, address, is_known) in [
            ("192.168.1.5:4848", "192.168.1.5", true),
            ("192.168.1.5", "192.168.1.6", false),
            ("[fd00::2]:4848", "fd00::2", true),
            ("[FD00:0::2]", "fd00::2", true),
            ("[fd00::3]", "fd00::2", false),
            ("192.168.1.5.example.org", "192.168.1.5", false),
        ] {
            assert_eq!(guard.knows(host, address.parse().expect("an address")), is_known, "{host}");
        }
    }

    #[test]
    fn a_host_is_told_from_what_else_an_address_holds() {
        let cases = [
            ("Tunnel.Example:443", Some("tunnel.example")),
            ("tunnel.example", Some("tunnel.example")),
            ("[::1]:80", Some("[::1]")),
            ("https://tunnel.example/", None),
            ("me@tunnel.example", None),
            (":443", None),
            ("", None),
        ];
        for (text, host) in cases {
            assert_eq!(host_of(text).as_deref(), host, "{text}");
        }
    }
}
