//! Destinations of links.

use super::*;

#[track_caller]
fn check(destination: &str, expected: &str) {
    let shown = match target(destination, "content/pages/index.md") {
        Ok(target) => format!("{target:?}"),
        Err(why) => format!("no: {why:?}"),
    };
    assert_eq!(shown, expected, "{destination}");
}

#[test]
fn destinations() {
    check("project:a", r#"Entry { kind: Project, id: "a", fragment: None }"#);
    check("проект:a#b", r#"Entry { kind: Project, id: "a", fragment: Some("b") }"#);
    check("../projects/a.md", r#"Entry { kind: Project, id: "a", fragment: None }"#);
    check("../files/x/a.pdf", r#"File("x/a.pdf")"#);
    check("/files/x/a.pdf", r#"File("x/a.pdf")"#);
    check("/files/", r#"no: Path("/files/")"#);
    check("#b", r#"Fragment("b")"#);
    check("status:rc", r#"Term { vocabulary: Status, key: "rc" }"#);
    check("list:documents", "List(Documents)");
    check("list:x", r#"no: List("x")"#);
    check("https://chel-edu.ru/", r#"External("https://chel-edu.ru/")"#);
    check("javascript:alert(1)", r#"no: Scheme("javascript")"#);
    check("//evil.example", "no: NoScheme");
    check("../../../etc/passwd", r#"no: Path("../../../etc/passwd")"#);
    check("nope.html", r#"no: Path("nope.html")"#);
    check("", "no: Empty");
}
