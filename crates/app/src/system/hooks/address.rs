//! Whether an address leads out of the house.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use reqwest::Url;

/// What is refused, in words for the person who typed it.
const PRIVATE: &str = "leads into a private network: a webhook goes to a public address";

/// Checks the form of an endpoint's address. `private`: plain HTTP and private hosts may be used.
pub(super) fn checked(raw: &str, private: bool) -> Result<Url, &'static str> {
    let url = Url::parse(raw.trim()).map_err(|_| "is not an address: write it like https://example.com/hooks")?;
    let scheme = url.scheme() == "https" || (private && url.scheme() == "http");
    if !scheme {
        return Err("must begin with https://");
    }
    if !url.username().is_empty() || url.password().is_some() || url.fragment().is_some() {
        return Err("must not carry a name, a password or a #");
    }
    // Numbers in any spelling (octal, hexadecimal, one long number) were written as addresses by the parser.
    let host = url.host_str().unwrap_or_default().trim_start_matches('[').trim_end_matches(']');
    let inside = match host.parse::<IpAddr>() {
        Ok(ip) => !is_public(ip),
        Err(_) => host.is_empty() || host.trim_end_matches('.').eq_ignore_ascii_case("localhost"),
    };
    if inside && !private { Err(PRIVATE) } else { Ok(url) }
}

/// The host and the addresses to connect to; every one of them was looked at.
pub(super) async fn resolved(url: &Url, private: bool) -> Result<(String, Vec<SocketAddr>), String> {
    checked(url.as_str(), private).map_err(|why| format!("the address {why}"))?;
    let host = url.host_str().unwrap_or_default().to_owned();
    let port = url.port_or_known_default().unwrap_or(443);
    let name = host.trim_start_matches('[').trim_end_matches(']').to_owned();
    let found =
        tokio::net::lookup_host((name, port)).await.map_err(|error| format!("the host is not found: {error}"))?;
    let addresses: Vec<SocketAddr> = found.collect();
    if addresses.is_empty() {
        return Err("the host has no address".to_owned());
    }
    if !private && addresses.iter().any(|address| !is_public(address.ip())) {
        return Err("the host leads into a private network".to_owned());
    }
    Ok((host, addresses))
}

/// Whether the whole internet may be behind this address.
fn is_public(ip: IpAddr) -> bool {
    match ip.to_canonical() {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let special = a == 0
        || a >= 224
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && (c == 0 || c == 2))
        || (a == 192 && b == 88 && c == 99)
        || (a == 198 && (b == 18 || b == 19))
        || (a == 198 && b == 51 && c == 100)
        || (a == 203 && b == 0 && c == 113);
    !(special || ip.is_private() || ip.is_loopback() || ip.is_link_local() || ip.is_broadcast() || ip.is_unspecified())
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    let s = ip.segments();
    // Only global unicast, and of it neither examples, nor tunnels that hold an IPv4 address inside.
    let global = s[0] & 0xe000 == 0x2000;
    let example = s[0] == 0x2001 && s[1] == 0x0db8;
    let tunnel = s[0] == 0x2002 || (s[0] == 0x2001 && s[1] < 0x0200);
    global && !example && !tunnel
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_inside_the_house_is_an_endpoint() {
        for bad in [
            "http://example.com/",
            "ftp://example.com",
            "https://user:pw@example.com/",
            "https://example.com/#x",
            "x",
            "https://127.0.0.1/",
            "https://localhost/",
            "https://LOCALHOST./",
            "https://0/",
            "https://0177.0.0.1/",
            "https://2130706433/",
            "https://0x7f.1/",
            "https://10.1.2.3/",
            "https://172.16.0.1/",
            "https://192.168.1.1/",
            "https://169.254.169.254/latest",
            "https://100.64.0.1/",
            "https://[::1]/",
            "https://[::]/",
            "https://[::ffff:127.0.0.1]/",
            "https://[fe80::1]/",
            "https://[fd00::1]/",
            "https://[64:ff9b::7f00:1]/",
            "https://[2002:7f00:1::]/",
            "https://224.0.0.1/",
            "https://255.255.255.255/",
            "https://198.18.0.1/",
        ] {
            assert!(checked(bad, false).is_err(), "{bad}");
        }
        for good in ["https://example.com/hooks?x=1", "https://93.184.216.34:8443/", "https://[2606:4700::1111]/"] {
            assert!(checked(good, false).is_ok(), "{good}");
        }
        assert!(checked("http://127.0.0.1:9/", true).is_ok());
    }

    #[tokio::test]
    async fn a_name_that_leads_inside_is_refused_when_it_is_used() {
        let url = Url::parse("https://localhost.localdomain/").expect("an address");
        assert!(resolved(&url, false).await.is_err());
    }
}
