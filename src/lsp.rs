//! An editing program's questions, answered while its texts are typed (Language Server
//! Protocol): remarks, repairs, what may be written, what a word means, and where it leads.
//! Writes no file.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use lsp_server::{Connection, ErrorCode, Message, Notification, Request, Response};
use serde_json::{Value, json};

use crate::build::Options;
use crate::diag::{Language, Words};
use crate::preview::workshop::Clock;
use crate::source;
use crate::text::address::{escaped, unescaped};
use position::{Position, Span, byte, span, text_of};
use workspace::Workspace;

mod cursor;
mod offer;
mod position;
mod remark;
mod workspace;

/// How long nothing must be typed before the site is linked anew.
const PAUSE: Duration = Duration::from_millis(120);

/// Which site is served, and how.
pub struct Served {
    /// The folder that holds `content/`, as an absolute path.
    pub root: PathBuf,
    /// How to link it; the day is replaced by the clock's.
    pub options: Options,
    /// What day it is.
    pub clock: Box<dyn Clock>,
    /// The language of remarks.
    pub language: Language,
}

/// Serves the program at the other end of standard input and output until it says goodbye.
///
/// # Errors
///
/// What the other end did that is not the protocol.
pub fn serve(served: Served) -> Result<(), Words> {
    let (connection, threads) = Connection::stdio();
    converse(&connection, served)?;
    drop(connection);
    threads.join().map_err(|it| said(&it))
}

fn said(error: &impl std::fmt::Display) -> Words {
    Words::new(
        format!("разговор с редактором прерван: {error}"),
        format!("the talk with the editor broke off: {error}"),
    )
}

/// Greets, listens and answers until the other end says goodbye.
fn converse(connection: &Connection, mut served: Served) -> Result<(), Words> {
    let (id, hello) = connection.initialize_start().map_err(|it| said(&it))?;
    let name = json!({ "name": "novator", "version": env!("CARGO_PKG_VERSION") });
    let answer = json!({ "capabilities": capabilities(), "serverInfo": name });
    connection.initialize_finish(id, answer).map_err(|it| said(&it))?;
    served.root = folder_of(&hello, served.root);
    let language = served.language;
    let mut server =
        Server { connection, workspace: Workspace::new(served), language, is_stale: false };
    if hello["capabilities"]["workspace"]["didChangeWatchedFiles"]["dynamicRegistration"]
        == json!(true)
    {
        server.ask_for_changes();
    }
    server.refresh();
    while let Some(message) = server.next() {
        match message {
            Message::Request(request) => {
                if connection.handle_shutdown(&request).map_err(|it| said(&it))? {
                    break;
                }
                let response = server.answer(&request);
                server.say(response.into());
            }
            Message::Notification(it) => server.hear(&it),
            Message::Response(_) => {}
        }
    }
    Ok(())
}

fn capabilities() -> Value {
    json!({
        "textDocumentSync": { "openClose": true, "change": 1, "save": true },
        "completionProvider": { "triggerCharacters": [":", " ", "{", "=", "(", "[", "-"] },
        "hoverProvider": true,
        "definitionProvider": true,
        "codeActionProvider": { "codeActionKinds": ["quickfix", "source.fixAll"] },
    })
}

/// The folder of the site: the one that the command was given, or else the one that the program
/// at the other end has open.
fn folder_of(hello: &Value, given: PathBuf) -> PathBuf {
    if !source::read_settings(&given).content.is_empty() {
        return given;
    }
    let folders = [&hello["workspaceFolders"][0]["uri"], &hello["rootUri"]];
    let opened = folders.into_iter().find_map(|it| path_of(it.as_str()?));
    opened.map_or(given, PathBuf::from)
}

/// The path that an address of a file names, with `/`.
fn path_of(uri: &str) -> Option<String> {
    let rest = uri.strip_prefix("file://")?;
    let path = unescaped(&rest[rest.find('/')?..])?;
    let is_drive = path.as_bytes().get(2) == Some(&b':');
    Some(if is_drive { path[1..].to_owned() } else { path })
}

/// The address of a file of a site.
fn uri_of(root: &Path, path: &str) -> String {
    let root = root.to_string_lossy().replace('\\', "/");
    format!("file:///{}/{}", escaped(root.trim_matches('/')), escaped(path))
}

struct Server<'c> {
    connection: &'c Connection,
    workspace: Workspace,
    language: Language,
    /// Whether something has changed since the site was linked.
    is_stale: bool,
}

impl Server<'_> {
    /// A listener that has gone is noticed by the next reading.
    fn say(&self, message: Message) {
        drop(self.connection.sender.send(message));
    }

    /// What is said next; while nothing is, the remarks are brought up to date.
    fn next(&mut self) -> Option<Message> {
        if self.is_stale {
            match self.connection.receiver.recv_timeout(PAUSE) {
                Ok(message) => return Some(message),
                Err(error) if error.is_timeout() => self.refresh(),
                Err(_) => return None,
            }
        }
        self.connection.receiver.recv().ok()
    }

    fn ask_for_changes(&self) {
        let watched =
            ["content", "themes"].map(|it| json!({ "globPattern": format!("**/{it}/**") }));
        let registration = json!({
            "id": "files",
            "method": "workspace/didChangeWatchedFiles",
            "registerOptions": { "watchers": watched },
        });
        let params = json!({ "registrations": [registration] });
        let id = "files".to_owned().into();
        self.say(Request::new(id, "client/registerCapability".to_owned(), params).into());
    }

    /// Links the site and tells what is said of it now.
    fn refresh(&mut self) {
        self.is_stale = false;
        for file in self.workspace.refresh() {
            self.publish(&file);
        }
    }

    fn publish(&self, file: &Arc<str>) {
        let remarks = self.workspace.remarks.get(file).map(Vec::as_slice).unwrap_or_default();
        let text = text_of(self.workspace.linked_bytes(file));
        let shown: Vec<Value> =
            remarks.iter().map(|it| remark::shown(self, it, text)).collect();
        let params = json!({ "uri": self.uri(file), "diagnostics": shown });
        let method = "textDocument/publishDiagnostics".to_owned();
        self.say(Notification::new(method, params).into());
    }

    /// The address of a file, as the program at the other end writes it if it has the file open.
    fn uri(&self, file: &str) -> String {
        let open = self.workspace.documents.get(file).map(|it| it.uri.clone());
        open.unwrap_or_else(|| uri_of(self.workspace.root(), file))
    }

    /// The path from the root of the file of an address; none for a file of no site.
    fn file(&self, uri: &Value) -> Option<Arc<str>> {
        let path = path_of(uri.as_str()?)?;
        let root = self.workspace.root();
        let roots = [root.to_path_buf(), root.canonicalize().unwrap_or_default()];
        let inner = roots.iter().find_map(|root| {
            let root = root.to_string_lossy().replace('\\', "/");
            let root = unescaped(&escaped(&root))?;
            let inner = path.get(..root.len()).filter(|it| it.eq_ignore_ascii_case(&root));
            inner.and_then(|_| path[root.len()..].strip_prefix('/'))
        })?;
        let is_source = ["content/", "themes/"].iter().any(|it| inner.starts_with(it));
        is_source.then(|| inner.into())
    }

    fn hear(&mut self, notification: &Notification) {
        let params = &notification.params;
        let document = &params["textDocument"];
        let version = document["version"].as_i64().unwrap_or_default();
        match (notification.method.as_str(), self.file(&document["uri"])) {
            ("textDocument/didOpen", Some(file)) => {
                let uri = document["uri"].as_str().unwrap_or_default();
                let text = document["text"].as_str().unwrap_or_default();
                self.workspace.open(Arc::clone(&file), (uri, version, text));
                self.publish(&file);
            }
            ("textDocument/didChange", Some(file)) => {
                // Whole texts are asked for: the last of them is the one that holds.
                let changes = params["contentChanges"].as_array().map(Vec::as_slice);
                let text = changes.and_then(|it| it.last()?["text"].as_str());
                if let (Some(document), Some(text)) =
                    (self.workspace.documents.get_mut(&file), text)
                {
                    document.text = Some(text.to_owned());
                    document.version = version;
                }
            }
            ("textDocument/didClose", Some(file)) => {
                self.workspace.documents.remove(&file);
            }
            ("textDocument/didSave", Some(_)) | ("workspace/didChangeWatchedFiles", _) => {}
            _ => return,
        }
        self.is_stale = true;
    }

    fn answer(&mut self, request: &Request) -> Response {
        let id = request.id.clone();
        let params = &request.params;
        let Some(file) = self.file(&params["textDocument"]["uri"]) else {
            return match request.method.starts_with("textDocument/") {
                true => Response::new_ok(id, Value::Null),
                false => unknown(request),
            };
        };
        if request.method == "textDocument/codeAction" {
            // Repairs are bytes of the text that is open: they must be of this very state.
            if self.is_stale {
                self.refresh();
            }
            let span = serde_json::from_value::<Span>(params["range"].clone());
            let actions = remark::actions(self, &file, span.unwrap_or_default());
            return Response::new_ok(id, actions);
        }
        let text = text_of(self.workspace.bytes(&file));
        let place = serde_json::from_value::<Position>(params["position"].clone());
        let at = byte(text, place.unwrap_or_default());
        match request.method.as_str() {
            "textDocument/completion" => {
                let items = offer::completion(&self.workspace, &file, text, at);
                Response::new_ok(id, json!({ "isIncomplete": false, "items": items }))
            }
            "textDocument/hover" => {
                let told = offer::explanation(&self.workspace, (&file, text), at);
                let hover = told.map(|(about, at)| {
                    json!({
                        "contents": { "kind": "markdown", "value": about },
                        "range": span(text, &at),
                    })
                });
                Response::new_ok(id, hover)
            }
            "textDocument/definition" => Response::new_ok(id, self.definition(&file, at)),
            _ => unknown(request),
        }
    }

    /// Where the entry or term that is named at a byte stands.
    fn definition(&self, file: &str, at: usize) -> Option<Value> {
        let naming = self.workspace.naming(file, at)?;
        let named = self.workspace.names.find(naming.register, &naming.name)?;
        let text = text_of(self.workspace.linked_bytes(&named.place.file));
        let range = span(text, &(named.place.start..named.place.end));
        Some(json!({ "uri": self.uri(&named.place.file), "range": range }))
    }
}

fn unknown(request: &Request) -> Response {
    let message = format!("novator does not know {}", request.method);
    Response::new_err(request.id.clone(), ErrorCode::MethodNotFound as i32, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_files_come_back() {
        for (uri, path) in [
            ("file:///home/a/content/x.md", Some("/home/a/content/x.md")),
            ("file:///C%3A/%D0%B0/x.md", Some("C:/а/x.md")),
            ("file:///c:/x.md", Some("c:/x.md")),
            ("untitled:Untitled-1", None),
            ("file://", None),
            ("file:///%zz", None),
        ] {
            assert_eq!(path_of(uri).as_deref(), path, "{uri}");
        }
        let uri = uri_of(Path::new("/дом/сайт"), "content/x.md");
        assert_eq!(path_of(&uri).as_deref(), Some("/дом/сайт/content/x.md"));
    }
}
