//! The view is what templates see: the contract between the generator and themes.
//!
//! A template gets one [`View`]; its fields are the names a template begins with (`{{ page.title }}`). Text fields are
//! plain text and are escaped by the template engine; fields that say HTML are safe markup and want `| safe`.
//! Templates say what is not of the texts with `{{ say(id = "contents") }}`, which takes the message from the strings of the
//! page's language (`templates/strings/`); `plain = true` gives it without markup, for attributes.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tera::Value;

use crate::ground::facts::SubjectKind;
use crate::ground::language::Direction;

/// All that a template sees.
#[derive(Debug, Serialize)]
pub struct View {
    /// The language of the page, a BCP 47 tag.
    pub lang: String,
    /// The direction of its text: `ltr` or `rtl`.
    pub dir: Direction,
    /// The site.
    pub site: SiteView,
    /// The page.
    pub page: PageView,
    /// The languages of the toggle in their order, the current one among them; empty where there is nothing to toggle. On
    /// the chooser and the page for what is not found, the languages to choose from.
    pub languages: Vec<LanguageView>,
    /// The works on the page: in full, or for an index their titles and links.
    pub works: Vec<Arc<WorkView>>,
    /// What facing pages show; none on others.
    pub facing: Option<FacingView>,
}

/// A text that is the same on many pages: to the template engine it is a value already, and no page has a copy of it.
#[derive(Clone, Debug, Serialize)]
pub struct Shared(Value);

impl Shared {
    pub(crate) fn new(text: &str) -> Shared {
        Shared(Value::normal_string(text))
    }
}

/// The site as the page's readers know it.
#[derive(Clone, Debug, Serialize)]
pub struct SiteView {
    /// Its title in the page's language.
    pub title: Option<String>,
    /// What it is, in a sentence.
    pub description: Option<String>,
    /// The link to the first page in this language.
    pub home: String,
    /// What leads from the page to the root of the site, with a slash at its end where it is not empty.
    pub root: String,
    /// The link to the feed in this language.
    pub feed: String,
    /// The icon as a `data:` address.
    pub icon: Shared,
}

/// What the head of the page says.
#[derive(Debug, Serialize)]
pub struct PageView {
    /// The kind of page: `chooser`, `texts`, `index`, `facing` or `not-found`.
    pub kind: PageKind,
    /// The title of the document.
    pub title: String,
    /// What the page holds, in a sentence or two.
    pub description: String,
    /// Its absolute address, where the site's is known.
    pub canonical: Option<String>,
    /// All versions of the page, itself included, and `x-default`. Empty where it has no translation, or the site's
    /// address is not known.
    pub alternates: Vec<AlternateView>,
    /// Whether search engines are asked to pass it over.
    pub noindex: bool,
    /// The Open Graph type: `website` or `article`.
    pub og_type: &'static str,
    /// Language and territory as Open Graph writes them: `es_ES`.
    pub og_locale: String,
    /// The same of the other versions.
    pub og_locale_alternates: Vec<String>,
    /// The content security policy: the hashes of the style and the scripts that are inline, and the kinds of file that pages load
    /// of their own site.
    pub csp: Shared,
    /// The style sheet, to be inlined as it is.
    pub style: Shared,
    /// JSON-LD, to be put in a `script` as it is.
    pub json_ld: Option<String>,
    /// The rules for fetching the other language early, to be put in a `script` as they are.
    pub speculation: Option<Shared>,
    /// The script of the page, to be inlined as it is.
    pub script: Option<Shared>,
    /// The links to the pages on which this language and another face each other.
    pub facing: Vec<LinkView>,
    /// On an index, how many works it lists, all its pages together.
    pub total: usize,
    /// The pages of an index, this one among them. Empty where there is one only.
    pub pages: Vec<PageLinkView>,
    /// The link to what is read before this work, where it is one of a course.
    pub previous: Option<String>,
    /// The link to what is read behind it.
    pub next: Option<String>,
}

/// The kinds of page. Each has a template and a style sheet of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PageKind {
    /// The page at the root, where readers choose a language.
    Chooser,
    /// Shows works in full.
    Texts,
    /// Lists works.
    Index,
    /// Two languages side by side.
    Facing,
    /// What is shown when there is no page.
    NotFound,
}

impl PageKind {
    /// All of them.
    pub(crate) const ALL: [PageKind; 5] =
        [PageKind::Chooser, PageKind::Texts, PageKind::Index, PageKind::Facing, PageKind::NotFound];

    /// Returns its name.
    pub fn name(self) -> &'static str {
        match self {
            PageKind::Chooser => "chooser",
            PageKind::Texts => "texts",
            PageKind::Index => "index",
            PageKind::Facing => "facing",
            PageKind::NotFound => "not-found",
        }
    }
}

/// One of the pages of an index.
#[derive(Clone, Debug, Serialize)]
pub struct PageLinkView {
    /// Its number, counted from 1, as the page's language writes it.
    pub number: String,
    /// The link to it.
    pub href: String,
    /// Whether it is this page.
    pub current: bool,
    /// `prev` or `next`, where it is the page before or after this one.
    pub relation: Option<&'static str>,
    /// How the title of the first work on it begins.
    pub first: String,
    /// The language of that title where it is not the page's.
    pub first_lang: Option<String>,
}

/// One version of the page in a set of translations.
#[derive(Clone, Debug, Serialize)]
pub struct AlternateView {
    /// A BCP 47 tag or `x-default`.
    pub hreflang: String,
    /// Its absolute address.
    pub href: String,
}

/// One entry of the language toggle.
#[derive(Clone, Debug, Serialize)]
pub struct LanguageView {
    /// The language, a BCP 47 tag.
    pub lang: String,
    /// Its direction.
    pub dir: Direction,
    /// Its name in itself.
    pub name: String,
    /// The link to this page in it, or where there is no such page to the first one in it; none for the current one.
    pub href: Option<String>,
    /// Whether the link leads to a translation of this page.
    pub translation: bool,
    /// Whether it is the language of the page.
    pub current: bool,
    /// What readers of the language are told of the key that leads there, in that language.
    pub hint: Option<String>,
    /// The site's title in it.
    pub site_title: Option<String>,
    /// What the site is, in it.
    pub site_description: Option<String>,
    /// The invitation to read in it, in itself.
    pub invitation: String,
}

/// A work as one page shows it.
#[derive(Clone, Debug, Default, Hash, Serialize, Deserialize)]
pub struct WorkView {
    /// The last part of its address.
    pub slug: String,
    /// The id of its article on the page: its slug, after a colon where something else there has that name.
    pub id: String,
    /// The level of its title: 1 where it is the only work of the page, else 2.
    pub level: u8,
    /// The title as text.
    pub title: String,
    /// The title as HTML.
    pub title_html: String,
    /// The language of the title where it is not the page's.
    pub title_lang: Option<String>,
    /// The link to the work from an index or a contents list.
    pub href: String,
    /// The day of publication.
    pub date: Option<DateView>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Who translated it.
    pub translator: Option<String>,
    /// The name of the original language, where the text is a translation.
    pub original: Option<String>,
    /// A sentence or two about it.
    pub summary: Option<String>,
    /// What it is about, in a word or two each.
    pub tags: Vec<String>,
    /// What a review gives, and out of how much.
    pub rating: Option<RatingView>,
    /// The film or book it is about.
    pub subject: Option<SubjectView>,
    /// Whether it is a draft.
    pub draft: bool,
    /// The text as HTML; none on an index, and where the work lacks this language.
    pub html: Option<String>,
    /// Where it can be read, if not in the page's language.
    pub elsewhere: Vec<LinkView>,
}

/// A link into another language.
#[derive(Clone, Debug, Hash, Serialize, Deserialize)]
pub struct LinkView {
    /// The language it leads to.
    pub lang: String,
    /// Its direction.
    pub dir: Direction,
    /// The name of that language, in the language that the message `missing-read` is said in.
    pub name: String,
    /// Its name in itself.
    pub endonym: String,
    /// Where it leads.
    pub href: String,
}

/// A day.
#[derive(Clone, Debug, Hash, Serialize, Deserialize)]
pub struct DateView {
    /// As machines read it: `1957-10-12`.
    pub iso: String,
    /// As the page's language writes it.
    pub text: String,
}

/// What a review gives, in numbers as the page's language writes them.
#[derive(Clone, Debug, Hash, Serialize, Deserialize)]
pub struct RatingView {
    /// What it gives.
    pub value: String,
    /// Out of how much.
    pub best: String,
}

/// The thing a work is about. Names are joined as the page's language joins them.
#[derive(Clone, Debug, Hash, Serialize, Deserialize)]
pub struct SubjectView {
    /// `film`, `book` or `other`.
    pub kind: SubjectKind,
    /// Its original title.
    pub title: Option<String>,
    /// The language of its original title.
    pub title_lang: Option<String>,
    /// The year it appeared.
    pub year: Option<i16>,
    /// Who directed it.
    pub director: Option<String>,
    /// Who photographed it.
    pub cinematography: Option<String>,
    /// Who plays in it.
    pub cast: Option<String>,
    /// Who wrote it.
    pub writer: Option<String>,
}

/// Two languages side by side.
#[derive(Debug, Serialize)]
pub struct FacingView {
    /// The language of the left column, which is the page's.
    pub left: LinkView,
    /// The language of the right column.
    pub right: LinkView,
    /// The works with their rows.
    pub works: Vec<Arc<FacingWorkView>>,
}

/// A work on facing pages.
#[derive(Debug, Serialize, Deserialize)]
pub struct FacingWorkView {
    /// The id of its article on the page.
    pub id: String,
    /// The level of its title on the left: 1 where it is the only work of the page, else 2. Its title on the right is of the
    /// second level, and the headings of both texts stand below that.
    pub level: u8,
    /// Its title on the left.
    pub left_title: String,
    /// Its title on the right.
    pub right_title: String,
    /// Who translated what stands on the right.
    pub right_translator: Option<String>,
    /// What is said of it, in the language of the left column: a work without its text.
    pub work: WorkView,
    /// Its rows in reading order.
    pub rows: Vec<RowView>,
}

/// A pair of paragraphs that answer each other.
#[derive(Debug, Serialize, Deserialize)]
pub struct RowView {
    /// The paragraphs of the left column as HTML.
    pub left: String,
    /// Those of the right column.
    pub right: String,
    /// Whether it is uncertain that they correspond.
    pub uncertain: bool,
}
