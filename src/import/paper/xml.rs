//! The XML inside office files as a tree, under hard limits.

use std::io::{Cursor, Read as _};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use crate::diag::Words;

/// More bytes than the text of an order has once it is unpacked: what swells to more is a bomb.
const MOST_BYTES: u64 = 32 * 1024 * 1024;
/// Deeper than any office nests.
const MOST_DEPTH: usize = 200;

/// An element without namespaces: office formats use each local name in one sense where text is
/// concerned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Element {
    pub name: String,
    attributes: Vec<(String, String)>,
    pub children: Vec<Child>,
}

/// What stands inside an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Child {
    Element(Element),
    Text(String),
}

impl Element {
    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The elements right inside.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|it| match it {
            Child::Element(element) => Some(element),
            Child::Text(_) => None,
        })
    }

    /// The first element of this name right inside.
    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|it| it.name == name)
    }

    /// All elements of this name at any depth, the outer ones first.
    pub(super) fn all<'e>(&'e self, name: &str, found: &mut Vec<&'e Element>) {
        for it in self.elements() {
            if it.name == name {
                found.push(it);
            }
            it.all(name, found);
        }
    }
}

/// An office file, which is an archive of XML.
pub(super) struct Archive<'b>(ZipArchive<Cursor<&'b [u8]>>);

impl<'b> Archive<'b> {
    /// Opens the archive.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Archive<'b>, Words> {
        ZipArchive::new(Cursor::new(bytes)).map(Archive).map_err(|_| {
            Words::new(
                "файл повреждён или не того вида: он не открывается как документ",
                "the file is broken or of another kind: it does not open as a document",
            )
        })
    }

    /// One part as a tree; none where the archive lacks it.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Element>, Words> {
        let Ok(file) = self.0.by_name(name) else { return Ok(None) };
        let mut bytes = vec![];
        // The size that the archive claims may be a lie: it is the reading that is limited.
        file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(|_| broken())?;
        if bytes.len() as u64 > MOST_BYTES {
            return Err(Words::new(
                "документ распаковывается больше чем в 32 Мбайт: он не читается",
                "the document unpacks to more than 32 MiB and is not read",
            ));
        }
        tree(&bytes).map(Some)
    }
}

fn broken() -> Words {
    Words::new("документ повреждён", "the document is broken")
}

/// The root element of an XML text.
fn tree(xml: &[u8]) -> Result<Element, Words> {
    let text = std::str::from_utf8(xml).map_err(|_| broken())?;
    let mut reader = Reader::from_str(text);
    let mut open = vec![Element::default()];
    loop {
        match reader.read_event().map_err(|_| broken())? {
            Event::Start(tag) => {
                if open.len() > MOST_DEPTH {
                    return Err(Words::new(
                        format!("вложенность документа глубже {MOST_DEPTH} уровней"),
                        format!("the document nests deeper than {MOST_DEPTH} levels"),
                    ));
                }
                open.push(element(&tag)?);
            }
            Event::Empty(tag) => {
                let element = element(&tag)?;
                put(&mut open, Child::Element(element));
            }
            Event::End(_) => {
                let Some(element) = open.pop().filter(|_| !open.is_empty()) else {
                    return Err(broken());
                };
                put(&mut open, Child::Element(element));
            }
            Event::Text(text) => {
                put(&mut open, Child::Text(text.xml10_content().into_owned()));
            }
            Event::CData(text) => {
                put(&mut open, Child::Text(text.xml10_content().into_owned()));
            }
            Event::GeneralRef(reference) => {
                let letter = reference.resolve_char_ref().map_err(|_| broken())?;
                let name: &str = &reference.xml10_content();
                let text = match (letter, name) {
                    (Some(letter), _) => letter.to_string(),
                    (None, "amp") => "&".to_owned(),
                    (None, "lt") => "<".to_owned(),
                    (None, "gt") => ">".to_owned(),
                    (None, "quot") => "\"".to_owned(),
                    (None, "apos") => "'".to_owned(),
                    // Entities of their own are no part of office formats: they are how bombs
                    // are built.
                    _ => return Err(broken()),
                };
                put(&mut open, Child::Text(text));
            }
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    let root = open.pop().filter(|_| open.is_empty()).ok_or_else(broken)?;
    root.children
        .into_iter()
        .find_map(|it| match it {
            Child::Element(element) => Some(element),
            Child::Text(_) => None,
        })
        .ok_or_else(broken)
}

fn put(open: &mut [Element], child: Child) {
    if let Some(last) = open.last_mut() {
        last.children.push(child);
    }
}

fn element(tag: &BytesStart<'_>) -> Result<Element, Words> {
    let local = |name: &str| name.rsplit(':').next().unwrap_or(name).to_owned();
    let mut attributes = vec![];
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|_| broken())?;
        let value = quick_xml::escape::unescape(&attribute.value).map_err(|_| broken())?;
        attributes.push((local(attribute.key.as_ref()), value.into_owned()));
    }
    let name = local(tag.name().as_ref());
    Ok(Element { name, attributes, children: vec![] })
}

#[cfg(test)]
pub(super) mod tests {
    use std::io::Write as _;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    /// An archive of these parts.
    pub(in super::super) fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(vec![]));
        for (name, text) in parts {
            writer.start_file(*name, SimpleFileOptions::default()).expect("it is memory");
            writer.write_all(text.as_bytes()).expect("it is memory");
        }
        writer.finish().expect("it is memory").into_inner()
    }

    #[track_caller]
    fn refused(text: &str, because: &str) {
        let bytes = archive(&[("a.xml", text)]);
        let error =
            Archive::open(&bytes).and_then(|mut it| it.part("a.xml")).expect_err("it is");
        assert!(error.en.contains(because), "{}", error.en);
    }

    #[test]
    fn bombs_and_ruins_are_refused() {
        refused(&"<a>".repeat(300), "nests deeper");
        refused(&format!("<a>{}</a>", " ".repeat(33 * 1024 * 1024)), "more than 32 MiB");
        refused("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "broken");
        refused("<a><b></a>", "broken");
        refused("", "broken");
        assert!(Archive::open(b"not an archive").is_err());
    }

    #[test]
    fn elements_attributes_and_text() {
        let bytes =
            archive(&[("a.xml", "<w:a w:b=\"1 &amp; 2\"><c>x&#1071;&lt;</c><d/></w:a>")]);
        let mut archive = Archive::open(&bytes).expect("it is an archive");
        let root = archive.part("a.xml").expect("it can be read").expect("it is there");
        assert_eq!((root.name.as_str(), root.attribute("b")), ("a", Some("1 & 2")));
        let texts: String = root.child("c").map_or(String::new(), |it| {
            it.children
                .iter()
                .map(|it| if let Child::Text(text) = it { text.as_str() } else { "" })
                .collect()
        });
        assert_eq!(texts, "xЯ<");
        assert!(archive.part("b.xml").expect("it is no fault").is_none());
    }
}
