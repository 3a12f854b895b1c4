//! A page as html5ever reads it: its elements in document order, and every error it finds.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tokenizer::TokenizerOpts;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{Attribute, LocalName, Namespace, ParseOpts, QualName};

/// A page.
#[derive(Debug, Default)]
pub(crate) struct Document {
    /// Its elements in the order of their start tags.
    pub(crate) elements: Vec<Element>,
    /// What the parser objects to, with the line.
    pub(crate) errors: Vec<String>,
}

/// An element with the text that stands directly in it.
#[derive(Debug, Default)]
pub(crate) struct Element {
    /// Its name, in lower case.
    pub(crate) name: String,
    /// Its attributes as written.
    pub(crate) attributes: Vec<(String, String)>,
    /// The text in it, without that of the elements in it.
    pub(crate) text: String,
}

impl Element {
    /// Returns the value of the attribute `name`.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(attribute, _)| attribute == name).map(|(_, value)| value.as_str())
    }

    /// Tells whether the attribute `name` holds `token` among others.
    pub(crate) fn has(&self, name: &str, token: &str) -> bool {
        self.get(name).is_some_and(|value| value.split_whitespace().any(|each| each.eq_ignore_ascii_case(token)))
    }
}

impl Document {
    /// Reads a whole page, strictly.
    pub(crate) fn parse(html: &str) -> Document {
        let options = ParseOpts {
            tokenizer: TokenizerOpts { exact_errors: true, ..TokenizerOpts::default() },
            // As a reader without scripts gets it, so that what stands in noscript is read too.
            tree_builder: TreeBuilderOpts {
                exact_errors: true,
                scripting_enabled: false,
                ..TreeBuilderOpts::default()
            },
        };
        // The parser tells each new line, but not the first.
        let sink = Sink { line: Cell::new(1), ..Sink::default() };
        html5ever::parse_document(sink, options).one(html)
    }

    /// Returns the elements called `name`.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.elements.iter().filter(move |element| element.name == name)
    }
}

/// Collects what the parser finds. A handle is a place in the list of names; that of the document and of comments has
/// no element. What hangs under what is not kept, since nobody asks.
#[derive(Default)]
struct Sink {
    names: RefCell<Vec<Option<QualName>>>,
    places: RefCell<Vec<usize>>,
    document: RefCell<Document>,
    line: Cell<u64>,
}

/// The name of an element, for the parser.
#[derive(Debug)]
struct Name(QualName);

impl ElemName for Name {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

/// The handle of the document itself, which stands before all others.
const DOCUMENT: usize = usize::MAX;

impl Sink {
    fn add(&self, name: Option<QualName>) -> usize {
        self.names.borrow_mut().push(name);
        self.places.borrow_mut().push(self.document.borrow().elements.len());
        self.names.borrow().len() - 1
    }

    fn add_text(&self, parent: usize, text: &str) {
        let is_element = self.names.borrow().get(parent).is_some_and(Option::is_some);
        if is_element {
            let place = self.places.borrow()[parent];
            self.document.borrow_mut().elements[place].text.push_str(text);
        }
    }
}

impl TreeSink for Sink {
    type Handle = usize;
    type Output = Document;
    type ElemName<'a> = Name;

    fn finish(self) -> Document {
        self.document.into_inner()
    }

    fn parse_error(&self, message: Cow<'static, str>) {
        self.document.borrow_mut().errors.push(format!("line {}: {message}", self.line.get()));
    }

    fn set_current_line(&self, line: u64) {
        self.line.set(line);
    }

    fn get_document(&self) -> usize {
        DOCUMENT
    }

    fn elem_name<'a>(&'a self, target: &'a usize) -> Name {
        Name(self.names.borrow()[*target].clone().expect("the parser asks for the names of elements only"))
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> usize {
        if flags.had_duplicate_attributes {
            self.parse_error("Duplicate attribute".into());
        }
        let handle = self.add(Some(name.clone()));
        let attributes = attributes.iter().map(|each| (each.name.local.to_string(), each.value.to_string()));
        let element = Element { name: name.local.to_string(), attributes: attributes.collect(), text: String::new() };
        self.document.borrow_mut().elements.push(element);
        handle
    }

    fn create_comment(&self, _text: StrTendril) -> usize {
        self.add(None)
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> usize {
        self.add(None)
    }

    fn append(&self, parent: &usize, child: NodeOrText<usize>) {
        if let NodeOrText::AppendText(text) = child {
            self.add_text(*parent, &text);
        }
    }

    fn append_based_on_parent_node(&self, element: &usize, _previous: &usize, child: NodeOrText<usize>) {
        self.append(element, child);
    }

    fn append_doctype_to_document(&self, _name: StrTendril, _public: StrTendril, _system: StrTendril) {}

    fn get_template_contents(&self, target: &usize) -> usize {
        *target
    }

    fn same_node(&self, one: &usize, other: &usize) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        if mode != QuirksMode::NoQuirks {
            self.parse_error("Quirks mode".into());
        }
    }

    fn append_before_sibling(&self, _sibling: &usize, _new: NodeOrText<usize>) {}

    fn add_attrs_if_missing(&self, _target: &usize, _attributes: Vec<Attribute>) {}

    fn remove_from_parent(&self, _target: &usize) {}

    fn reparent_children(&self, _node: &usize, _new_parent: &usize) {}
}
