//! Requests as bytes → what is asked for, or why it is refused.

use std::net::IpAddr;

use crate::text::address::unescaped;

/// The most bytes that the head of a request may have.
pub(super) const LONGEST_HEAD: usize = 16 * 1024;
const MOST_HEADERS: usize = 64;

/// A request that may be answered.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Request {
    /// Path without the first slash, decoded, in composed Unicode form.
    pub path: String,
    /// What follows `?`, as sent.
    pub query: String,
    /// Whether the bytes themselves are wanted.
    pub method: Method,
}

/// What is wanted of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Method {
    /// All of it.
    Get,
    /// What would be said of it.
    Head,
}

/// Why a request is not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// Not HTTP, or an address that is none.
    Malformed,
    /// A name that leads here only through somebody else's trick, or another site's script.
    Foreign,
    /// Nothing here can be changed.
    Method,
    /// More than any browser sends.
    TooLong,
}

impl Refusal {
    /// The status that tells of it.
    pub(super) fn status(self) -> u16 {
        match self {
            Refusal::Malformed => 400,
            Refusal::Foreign => 403,
            Refusal::Method => 405,
            Refusal::TooLong => 431,
        }
    }
}

/// The names under which the preview may be asked for.
///
/// A page of another site can make its own name lead to this machine, and then read what it
/// likes; but it cannot make the browser say another name than its own.
#[derive(Clone, Debug)]
pub(super) struct Names {
    /// The host asked for on the command line.
    pub own: String,
    /// Whether the server can be reached from other machines, which know it by its number.
    pub open: bool,
}

impl Names {
    fn allow(&self, host: &str) -> bool {
        let name = without_port(host);
        let number = name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
        ["localhost", "127.0.0.1", "[::1]"].iter().any(|it| name.eq_ignore_ascii_case(it))
            || name.eq_ignore_ascii_case(&self.own)
            || name.eq_ignore_ascii_case(&format!("[{}]", self.own))
            || (self.open && number.is_ok())
    }
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|it| it.is_ascii_digit()) => name,
        _ => host,
    }
}

/// Understands the head of a request; none while it is not whole.
pub(super) fn parse(head: &[u8], names: &Names) -> Option<Result<Request, Refusal>> {
    let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
    let mut parsed = httparse::Request::new(&mut headers);
    match parsed.parse(head) {
        Ok(httparse::Status::Complete(_)) => Some(understand(&parsed, names)),
        Ok(httparse::Status::Partial) if head.len() < LONGEST_HEAD => None,
        Ok(httparse::Status::Partial) | Err(httparse::Error::TooManyHeaders) => {
            Some(Err(Refusal::TooLong))
        }
        Err(_) => Some(Err(Refusal::Malformed)),
    }
}

fn understand(parsed: &httparse::Request<'_, '_>, names: &Names) -> Result<Request, Refusal> {
    let host = one_header(parsed, "Host")?.ok_or(Refusal::Malformed)?;
    if !names.allow(host) {
        return Err(Refusal::Foreign);
    }
    if let Some(origin) = one_header(parsed, "Origin")?
        && !origin.strip_prefix("http://").is_some_and(|it| it.eq_ignore_ascii_case(host))
    {
        return Err(Refusal::Foreign);
    }
    let method = match parsed.method {
        Some("GET") => Method::Get,
        Some("HEAD") => Method::Head,
        _ => return Err(Refusal::Method),
    };
    let target = parsed.path.and_then(|it| it.strip_prefix('/')).ok_or(Refusal::Malformed)?;
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let path = unescaped(path).ok_or(Refusal::Malformed)?;
    Ok(Request { path, query: query.to_owned(), method })
}

/// The value of a header that may stand only once.
fn one_header<'a>(
    parsed: &'a httparse::Request<'_, '_>,
    name: &str,
) -> Result<Option<&'a str>, Refusal> {
    let mut found = parsed.headers.iter().filter(|it| it.name.eq_ignore_ascii_case(name));
    let value = found.next().map(|it| str::from_utf8(it.value).map(str::trim));
    if found.next().is_some() {
        return Err(Refusal::Malformed);
    }
    value.transpose().map_err(|_| Refusal::Malformed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(head: &str, expected: Option<Result<(&str, &str), Refusal>>) {
        let names = Names { own: "127.0.0.1".into(), open: false };
        let found = parse(head.replace('\n', "\r\n").as_bytes(), &names);
        let found = found.map(|it| it.map(|it| (it.path, it.query)));
        let expected = expected.map(|it| it.map(|(path, query)| (path.into(), query.into())));
        assert_eq!(found, expected, "{head}");
    }

    #[test]
    fn paths_are_decoded_once() {
        for (target, path, query) in [
            ("/", "", ""),
            ("/projects/a.html?x=%20", "projects/a.html", "x=%20"),
            ("/files/%D0%B9%201.pdf", "files/й 1.pdf", ""),
            ("/files/%D0%B8%CC%86.pdf", "files/й.pdf", ""),
            ("/%252e%252e/a", "%2e%2e/a", ""),
            ("/../../etc/passwd", "../../etc/passwd", ""),
        ] {
            let head = format!("GET {target} HTTP/1.1\nHost: localhost:8080\n\n");
            check(&head, Some(Ok((path, query))));
        }
    }

    #[test]
    fn what_is_no_path_is_malformed() {
        for target in ["/%", "/%2", "/%zz", "/%ff", "/%00", "*", "http://localhost/"] {
            let head = format!("GET {target} HTTP/1.1\nHost: localhost\n\n");
            check(&head, Some(Err(Refusal::Malformed)));
        }
    }

    #[test]
    fn only_own_names_are_answered() {
        let foreign = Some(Err(Refusal::Foreign));
        for (host, expected) in [
            ("localhost", None),
            ("LOCALHOST:9", None),
            ("127.0.0.1:8080", None),
            ("[::1]:8080", None),
            ("evil.example", foreign),
            ("localhost.evil.example", foreign),
            ("127.0.0.1.evil.example:8080", foreign),
            ("192.168.0.7", foreign),
            ("", foreign),
        ] {
            let head = format!("GET / HTTP/1.1\nHost: {host}\n\n");
            check(&head, expected.or(Some(Ok(("", "")))));
        }
        check("GET / HTTP/1.1\n\n", Some(Err(Refusal::Malformed)));
        let twice = "GET / HTTP/1.1\nHost: localhost\nHost: localhost\n\n";
        check(twice, Some(Err(Refusal::Malformed)));
    }

    #[test]
    fn an_open_server_is_known_by_its_number_and_name() {
        let names = Names { own: "0.0.0.0".into(), open: true };
        for (host, allowed) in [
            ("192.168.0.7:8080", true),
            ("[fe80::1]:8080", true),
            ("0.0.0.0:8080", true),
            ("evil.example", false),
        ] {
            assert_eq!(names.allow(host), allowed, "{host}");
        }
        let named = Names { own: "preview.school".into(), open: true };
        assert!(named.allow("Preview.School:8080"));
    }

    #[test]
    fn scripts_of_other_sites_are_refused() {
        for (origin, refused) in [
            ("http://localhost:8080", false),
            ("http://localhost:9090", true),
            ("https://localhost:8080", true),
            ("http://evil.example", true),
            ("null", true),
        ] {
            let head = format!("GET / HTTP/1.1\nHost: localhost:8080\nOrigin: {origin}\n\n");
            let foreign = Some(Err(Refusal::Foreign));
            check(&head, if refused { foreign } else { Some(Ok(("", ""))) });
        }
    }

    #[test]
    fn nothing_can_be_changed() {
        for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "CONNECT"] {
            let head = format!("{method} / HTTP/1.1\nHost: localhost\n\n");
            check(&head, Some(Err(Refusal::Method)));
        }
    }

    #[test]
    fn unfinished_and_endless_heads() {
        check("GET / HTTP/1.1\nHost: loc", None);
        check("nonsense\n\n", Some(Err(Refusal::Malformed)));
        let endless = format!("GET / HTTP/1.1\nX: {}", "x".repeat(LONGEST_HEAD));
        check(&endless, Some(Err(Refusal::TooLong)));
        let many = format!("GET / HTTP/1.1\n{}\n", "X: y\n".repeat(MOST_HEADERS + 1));
        check(&many, Some(Err(Refusal::TooLong)));
    }
}
