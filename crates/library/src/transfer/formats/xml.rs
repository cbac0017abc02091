//! XML a piece at a time: depth bounded, no entities but the five and numbers, no declarations read.

use std::io::Read;

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use super::{
    ReadError, Result,
    source::{Bounded, Budget},
};

const MAX_DEPTH: usize = 64;

/// What comes next.
pub enum Node {
    Start(Element),
    /// The element that was opened last is closed.
    End,
    Eof,
}

/// An opened element: its name without prefix, and its attributes.
pub struct Element {
    pub name: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.trim()).filter(|v| !v.is_empty())
    }
}

pub struct Xml<R> {
    reader: Reader<Bounded<R>>,
    budget: Budget,
    buffer: Vec<u8>,
    depth: usize,
    text: String,
}

impl<R: Read> Xml<R> {
    pub fn new(input: R) -> Self {
        let (bounded, budget) = Bounded::new(input);
        let mut reader = Reader::from_reader(bounded);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, budget, buffer: Vec::new(), depth: 0, text: String::new() }
    }

    /// How deep the element stands that was opened last; the root is 1.
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// The next beginning or end of an element; text between them is kept for [`Xml::text`].
    pub fn next(&mut self) -> Result<Node> {
        self.text.clear();
        loop {
            self.buffer.clear();
            self.budget.renew();
            match self.reader.read_event_into(&mut self.buffer).map_err(fault)? {
                Event::Start(start) => {
                    self.depth += 1;
                    if self.depth > MAX_DEPTH {
                        return Err(ReadError::unreadable(format!(
                            "The elements of this XML are nested deeper than {MAX_DEPTH}."
                        )));
                    }
                    return Ok(Node::Start(element(&start)?));
                }
                Event::End(_) => {
                    self.depth -= 1;
                    return Ok(Node::End);
                }
                Event::Eof if self.depth > 0 => {
                    return Err(ReadError::unreadable(
                        "The file ends in the middle. Get it again: it was probably cut while it was copied.",
                    ));
                }
                Event::Eof => return Ok(Node::Eof),
                Event::Text(text) => self.text.push_str(&text.decode().map_err(|e| fault(e.into()))?),
                Event::CData(text) => self.text.push_str(&text.decode().map_err(|e| fault(e.into()))?),
                Event::GeneralRef(reference) => match reference.resolve_char_ref().map_err(fault)? {
                    Some(c) => self.text.push(c),
                    None => self.text.push(named(&reference.decode().map_err(|e| fault(e.into()))?)?),
                },
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
            if self.text.len() > super::source::MAX_ROW_BYTES {
                return Err(ReadError::unreadable("One text of this XML is larger than 8 MiB."));
            }
        }
    }

    /// The text of the element that was just opened, to its end; elements within are passed over.
    pub fn text(&mut self) -> Result<String> {
        let depth = self.depth;
        let mut all = String::new();
        loop {
            let node = self.next()?;
            if all.is_empty() {
                all.push_str(self.text.trim());
            }
            if matches!(node, Node::End) && self.depth < depth {
                return Ok(all);
            }
        }
    }

    /// Passes over the element that was just opened.
    pub fn skip(&mut self) -> Result<()> {
        let depth = self.depth;
        while self.depth >= depth {
            self.next()?;
        }
        Ok(())
    }
}

fn element(start: &BytesStart<'_>) -> Result<Element> {
    let name = String::from_utf8_lossy(start.local_name().as_ref()).into_owned();
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|e| fault(e.into()))?;
        let value = attribute.unescape_value().map_err(fault)?;
        attributes.push((String::from_utf8_lossy(attribute.key.as_ref()).into_owned(), value.into_owned()));
        if attributes.len() > 200 {
            return Err(ReadError::unreadable("An element of this XML has more than 200 attributes."));
        }
    }
    Ok(Element { name, attributes })
}

fn named(entity: &str) -> Result<char> {
    match entity {
        "amp" => Ok('&'),
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        other => {
            let shown: String = other.chars().take(40).collect();
            Err(ReadError::unreadable(format!("This XML uses the entity &{shown};, which is not read.")))
        }
    }
}

fn fault(error: quick_xml::Error) -> ReadError {
    match error {
        quick_xml::Error::Io(io) => std::io::Error::new(io.kind(), io.to_string()).into(),
        quick_xml::Error::Syntax(_) => ReadError::unreadable(format!(
            "The XML cannot be read on: {error}. Get it again: it was probably cut while it was copied."
        )),
        other => ReadError::unreadable(format!("The XML cannot be read on: {other}.")),
    }
}
