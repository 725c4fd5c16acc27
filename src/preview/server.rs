//! Answers over the network: one thread for each connection, one request on each connection.

use std::io::{self, Read as _, Write as _};
use std::net::{IpAddr, Shutdown, SocketAddr, TcpListener, TcpStream, ToSocketAddrs as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use super::answer::{Answer, EVENTS, PLAIN, Trust, answer};
use super::live;
use super::request::{Method, Names, Refusal, Request, parse};
use super::snapshot::Board;
use super::watch::Nudge;
use crate::diag::{Language, Words};

/// How many ports are tried, from the one asked for.
const PORTS_TRIED: u16 = 100;
/// Connections beyond these are closed at once.
const MOST_CONNECTIONS: usize = 512;
/// How long a browser may take for one step of sending or receiving.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a browser may take to close a connection after the answer.
const FAREWELL: Duration = Duration::from_secs(1);

/// What all connections share.
pub(super) struct Desk {
    pub board: Arc<Board>,
    pub names: Names,
    pub nudge: Nudge,
    pub language: Language,
    pub connections: AtomicUsize,
}

/// Opens the first free port from the one asked for; port 0 means any.
pub(super) fn open(host: &str, port: u16) -> Result<(TcpListener, SocketAddr), Words> {
    let mut last = None;
    for port in port..=port.saturating_add(PORTS_TRIED) {
        match bind(host, port) {
            Ok(opened) => return Ok(opened),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => last = Some(error),
            Err(error) => return Err(closed(host, port, &error)),
        }
    }
    let error = last.unwrap_or_else(|| io::ErrorKind::AddrInUse.into());
    Err(closed(host, port, &error))
}

fn bind(host: &str, port: u16) -> io::Result<(TcpListener, SocketAddr)> {
    let addresses: Vec<SocketAddr> = (host, port).to_socket_addrs()?.collect();
    let listener = TcpListener::bind(&*addresses)?;
    let address = listener.local_addr()?;
    Ok((listener, address))
}

fn closed(host: &str, port: u16, error: &io::Error) -> Words {
    Words::new(
        format!("адрес {host}:{port} недоступен: {error}"),
        format!("the address {host}:{port} cannot be used: {error}"),
    )
}

/// Whether other machines can reach an address.
pub(super) fn is_open(address: IpAddr) -> bool {
    !address.is_loopback()
}

/// Takes connections for ever.
pub(super) fn accept(listener: &TcpListener, desk: &Arc<Desk>) {
    for connection in listener.incoming() {
        // A connection that broke off before it began concerns nobody.
        let Ok(connection) = connection else {
            thread::sleep(Duration::from_millis(10));
            continue;
        };
        let guest = Guest::admit(desk);
        if let Some(guest) = guest {
            let serve = move || {
                // Whoever hangs up needs no answer.
                let _ = converse(connection, &guest.desk);
            };
            let _ = thread::Builder::new().name("connection".to_owned()).spawn(serve);
        }
    }
}

/// One of the connections, counted as long as it lasts.
struct Guest {
    desk: Arc<Desk>,
}

impl Guest {
    fn admit(desk: &Arc<Desk>) -> Option<Guest> {
        let before = desk.connections.fetch_add(1, Ordering::Relaxed);
        let guest = Guest { desk: Arc::clone(desk) };
        (before < MOST_CONNECTIONS).then_some(guest)
    }
}

impl Drop for Guest {
    fn drop(&mut self) {
        self.desk.connections.fetch_sub(1, Ordering::Relaxed);
    }
}

fn converse(mut connection: TcpStream, desk: &Desk) -> io::Result<()> {
    connection.set_read_timeout(Some(PATIENCE))?;
    connection.set_write_timeout(Some(PATIENCE))?;
    connection.set_nodelay(true)?;
    let Some(understood) = read_request(&mut connection, &desk.names)? else { return Ok(()) };
    match understood {
        Ok(request) if request.path == EVENTS && request.method == Method::Get => {
            // Somebody looks at a page right now: a good moment to see whether it is fresh.
            desk.nudge.now();
            connection.write_all(head(200, "text/event-stream; charset=utf-8").as_bytes())?;
            connection.write_all(b"\r\n")?;
            return live::stream(&mut connection, &desk.board);
        }
        Ok(request) => respond(&mut connection, &request, desk)?,
        Err(refusal) => refuse(&mut connection, refusal, desk.language)?,
    }
    farewell(&mut connection)
}

/// Reads until a head is whole; none where the browser hangs up before.
fn read_request(
    connection: &mut TcpStream,
    names: &Names,
) -> io::Result<Option<Result<Request, Refusal>>> {
    let mut head = Vec::with_capacity(1024);
    let mut piece = [0; 1024];
    loop {
        let read = connection.read(&mut piece)?;
        if read == 0 {
            return Ok(None);
        }
        head.extend_from_slice(&piece[..read]);
        if let Some(understood) = parse(&head, names) {
            return Ok(Some(understood));
        }
    }
}

fn respond(connection: &mut TcpStream, request: &Request, desk: &Desk) -> io::Result<()> {
    let answer = answer(&desk.board.snapshot(), request, desk.language);
    send(connection, &answer, request.method)
}

fn refuse(connection: &mut TcpStream, refusal: Refusal, language: Language) -> io::Result<()> {
    let words = match refusal {
        Refusal::Malformed => Words::new("Запрос не понят", "The request is not understood"),
        Refusal::Foreign => Words::new(
            "Просмотр открывается только под своим адресом; другой указывает --host",
            "The preview answers only to its own address; --host names another",
        ),
        Refusal::Method => Words::new("Здесь можно только читать", "Reading only"),
        Refusal::TooLong => Words::new("Запрос слишком длинный", "The request is too long"),
    };
    let text = format!("{}\n", words.in_language(language));
    let answer = Answer::new(refusal.status(), PLAIN, text.into_bytes());
    send(connection, &answer, Method::Get)
}

fn send(connection: &mut TcpStream, answer: &Answer, method: Method) -> io::Result<()> {
    let mut head = head(answer.status, answer.media);
    head += &format!("Content-Length: {}\r\n", answer.body.len());
    if let Some(location) = &answer.location {
        head += &format!("Location: {location}\r\n");
    }
    if answer.status == Refusal::Method.status() {
        head += "Allow: GET, HEAD\r\n";
    }
    if answer.trust == Trust::Editors && is_active(answer.media) {
        head += "Content-Security-Policy: sandbox; default-src 'none'; \
                 style-src 'unsafe-inline'\r\n";
    }
    head += "\r\n";
    connection.write_all(head.as_bytes())?;
    if method == Method::Get {
        connection.write_all(&answer.body)?;
    }
    connection.flush()
}

/// Whether a browser runs scripts in files of this type.
fn is_active(media: &str) -> bool {
    ["html", "svg", "xml"].iter().any(|it| media.contains(it))
}

fn head(status: u16, media: &str) -> String {
    let reason = match status {
        200 => "OK",
        302 => "Found",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        431 => "Request Header Fields Too Large",
        503 => "Service Unavailable",
        _ => "Internal Server Error",
    };
    format!(
        "HTTP/1.1 {status} {reason}\r\nContent-Type: {media}\r\nCache-Control: no-store\r\n\
         X-Content-Type-Options: nosniff\r\nCross-Origin-Resource-Policy: same-origin\r\n\
         Referrer-Policy: same-origin\r\nConnection: close\r\n"
    )
}

/// Lets the browser read the answer to its end: closing while it still sends would cut it off.
fn farewell(connection: &mut TcpStream) -> io::Result<()> {
    connection.shutdown(Shutdown::Write)?;
    connection.set_read_timeout(Some(FAREWELL))?;
    let mut rest = [0; 4096];
    for _ in 0..64 {
        if connection.read(&mut rest)? == 0 {
            break;
        }
    }
    Ok(())
}
