//! A destination is where a site is published, as the tables `[publish.NAME]` of the configuration say. It holds no
//! secret: those come from the environment or from the files where a host's own tools keep them.

use std::fmt;
use std::ops::Range;

use super::diagnostic::{self, Diagnostic};
use super::faults::Faults;
use super::fields::Fields;
use super::tree::{Entry, Table, Value};

/// One table `[publish.NAME]`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Destination {
    /// What kind of place it is, with what only that kind needs.
    pub place: Place,
    /// Whether compressed versions lie beside the files that gain by them.
    pub precompress: bool,
}

/// The kinds of place that a site can be published to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// A folder: a web root, or a mounted share.
    Folder {
        /// The folder, relative to the project.
        path: String,
    },
    /// A branch of a git repository, as GitHub, GitLab and Codeberg serve it.
    Git {
        /// The name or the address of the remote.
        remote: String,
        /// The branch.
        branch: String,
        /// The domain that the host is to serve the branch under.
        cname: Option<String>,
    },
    /// A bucket of an object store.
    Bucket(Bucket),
    /// A place that the installed rsync reaches.
    Rsync {
        /// The place as rsync names it, such as `me@example.org:/var/www/texts/`.
        destination: String,
    },
}

/// A bucket of an object store, and where in it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Bucket {
    /// Which kind of store it is.
    pub store: Store,
    /// The name of the bucket; Azure says container.
    pub name: String,
    /// The folder in the bucket, without slashes at its ends. Empty: its root.
    pub prefix: String,
    /// The address of the store, where it is not the one that everybody uses.
    pub endpoint: Option<String>,
    /// The region, where neither the environment nor the files of the store's own tools say it.
    pub region: Option<String>,
    /// The account, for Azure.
    pub account: Option<String>,
    /// How texts are compressed before they are sent, and sent to readers.
    pub encoding: Option<Encoding>,
    /// The CloudFront distribution before the bucket, whose copies of what changed are to be dropped.
    pub cloudfront: Option<String>,
}

/// The kinds of object store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Store {
    /// Amazon S3, and all that speak its language: R2, B2, MinIO.
    S3,
    /// Google Cloud Storage.
    Gcs,
    /// Azure Blob Storage.
    Azure,
}

/// The ways to compress a file that browsers understand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Encoding {
    /// `gzip` (RFC 1952), which everybody understands.
    Gzip,
    /// `br` (RFC 7932).
    Brotli,
    /// `zstd` (RFC 8878).
    Zstd,
}

impl Encoding {
    /// The names of the values, as they are written, and as they stand in `Content-Encoding`.
    pub const NAMES: [(&str, Encoding); 3] =
        [("gzip", Encoding::Gzip), ("br", Encoding::Brotli), ("zstd", Encoding::Zstd)];

    /// Returns its name in `Content-Encoding`.
    pub fn name(self) -> &'static str {
        Encoding::NAMES.iter().find(|(_, encoding)| *encoding == self).map_or("", |(name, _)| name)
    }
}

#[derive(Clone, Copy)]
enum Kind {
    Folder,
    Git,
    Bucket(Store),
    Rsync,
}

const KINDS: [(&str, Kind); 6] = [
    ("folder", Kind::Folder),
    ("git", Kind::Git),
    ("s3", Kind::Bucket(Store::S3)),
    ("gcs", Kind::Bucket(Store::Gcs)),
    ("azure", Kind::Bucket(Store::Azure)),
    ("rsync", Kind::Rsync),
];

/// What a table of a destination looks like.
pub(super) const HINT: &str = "such as [publish.web] with kind = \"folder\" and path = \"/var/www/texts\"";

impl Destination {
    /// Reads the table at `span`. Nothing where something that is needed is missing, which is then a fault.
    pub(super) fn from_fields(fields: &mut Fields, span: Range<usize>) -> Option<Destination> {
        let kinds = "one of \"folder\", \"git\", \"s3\", \"gcs\", \"azure\" and \"rsync\"";
        if !fields.requires("kind", &span, kinds) {
            fields.accept_any();
            return None;
        }
        let Some(kind) = fields.choice("kind", &KINDS) else {
            fields.accept_any();
            return None;
        };
        let precompress = fields.truth("precompress").unwrap_or_default();
        let place = match kind {
            Kind::Folder => Place::folder(fields, &span),
            Kind::Git => Some(Place::git(fields)),
            Kind::Bucket(store) => Bucket::from_fields(fields, &span, store).map(Place::Bucket),
            Kind::Rsync => Place::rsync(fields, &span),
        };
        Some(Destination { place: place?, precompress })
    }
}

impl Place {
    fn folder(fields: &mut Fields, span: &Range<usize>) -> Option<Place> {
        fields.requires("path", span, "the folder, such as path = \"/var/www/texts\"");
        Some(Place::Folder { path: fields.checked("path", folder)? })
    }

    fn git(fields: &mut Fields) -> Place {
        let remote = fields.checked("remote", |text| argument("remote", text));
        let branch = fields.checked("branch", branch);
        Place::Git {
            remote: remote.unwrap_or_else(|| "origin".to_owned()),
            branch: branch.unwrap_or_else(|| "gh-pages".to_owned()),
            cname: fields.checked("cname", domain),
        }
    }

    fn rsync(fields: &mut Fields, span: &Range<usize>) -> Option<Place> {
        fields.requires("destination", span, "such as destination = \"me@example.org:/var/www/texts/\"");
        Some(Place::Rsync { destination: fields.checked("destination", reached)? })
    }
}

/// Tells whether `place`, in a configuration, is in the table of another destination than `name`.
pub fn is_of_another(place: &diagnostic::Place, name: &str) -> bool {
    let Some((text, span)) = &place.excerpt else { return false };
    let config = Table::from_toml(text, 0, &mut Faults::new(&place.path, text));
    let Some(Value::Table(tables)) = config.get("publish").map(|node| &node.value) else { return false };
    tables.0.iter().any(|entry| entry.key != name && holds(entry, span.start))
}

/// Tells whether a byte is one of an entry. A table need not stand in one piece, so each of its keys is asked.
fn holds(entry: &Entry, byte: usize) -> bool {
    let is_within = match &entry.node.value {
        Value::Table(table) => table.0.iter().any(|entry| holds(entry, byte)),
        _ => entry.node.span.contains(&byte),
    };
    is_within || entry.key_span.contains(&byte)
}

/// The bucket as the tools of the stores call it: `s3://texts/film`.
impl fmt::Display for Bucket {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = match self.store {
            Store::S3 => "s3",
            Store::Gcs => "gs",
            Store::Azure => "az",
        };
        write!(formatter, "{scheme}://{}", self.name)?;
        if self.prefix.is_empty() { Ok(()) } else { write!(formatter, "/{}", self.prefix) }
    }
}

impl Bucket {
    fn from_fields(fields: &mut Fields, span: &Range<usize>, store: Store) -> Option<Bucket> {
        fields.requires("bucket", span, "the name of the bucket, such as bucket = \"texts\"");
        let name = fields.text("bucket");
        let prefix = fields.checked("prefix", prefix).unwrap_or_default();
        let endpoint = fields.checked("endpoint", endpoint);
        let encoding = fields.choice("content_encoding", &Encoding::NAMES);
        let (mut region, mut account, mut cloudfront) = (None, None, None);
        match store {
            Store::S3 => (region, cloudfront) = (fields.text("region"), fields.checked("cloudfront", distribution)),
            Store::Azure => account = fields.text("account"),
            Store::Gcs => {}
        }
        Some(Bucket { store, name: name?, prefix, endpoint, region, account, encoding, cloudfront })
    }
}

fn wrong(message: String, hint: &str) -> Diagnostic {
    Diagnostic::error(message).hint(hint)
}

/// Returns `text` unless only a shell would know which folder it means.
fn folder(text: &str) -> Result<String, Diagnostic> {
    match text.starts_with(['~', '$']) {
        true => Err(wrong(
            format!("`{}` is not expanded: only a shell knows what its beginning stands for", text.escape_debug()),
            "write the whole path, such as /var/www/texts, or one from the project's folder, such as ../texts",
        )),
        false => Ok(text.to_owned()),
    }
}

/// Returns `text` unless a program would take it for one of its options.
fn argument(key: &str, text: &str) -> Result<String, Diagnostic> {
    let hint = "name the place itself";
    match text.starts_with('-') {
        true => Err(wrong(format!("`{key}` cannot begin with `-`"), hint)),
        false if text.contains(char::is_control) => Err(wrong(format!("`{key}` holds control characters"), hint)),
        false => Ok(text.to_owned()),
    }
}

/// Returns `text` as a place that rsync reaches.
fn reached(text: &str) -> Result<String, Diagnostic> {
    let text = argument("destination", text)?;
    if has_host(&text) { Ok(text) } else { folder(&text) }
}

/// Tells whether a destination of rsync's is at a host, and not a folder of this machine: a colon comes before all slashes.
pub fn has_host(destination: &str) -> bool {
    destination.split('/').next().is_some_and(|first| first.contains(':'))
}

/// Returns `text` as the name of a branch, by the rules of git-check-ref-format as far as they matter to commands.
fn branch(text: &str) -> Result<String, Diagnostic> {
    let text = argument("branch", text)?;
    let unsound = |part: &str| part.is_empty() || part.starts_with('.') || part.ends_with(".lock");
    let forbidden =
        text.contains([' ', '~', '^', ':', '?', '*', '[', '\\']) || text.contains("..") || text.contains("@{");
    match forbidden || text.split('/').any(unsound) {
        true => Err(wrong(format!("`{}` cannot be a branch", text.escape_debug()), "such as gh-pages, or pages")),
        false => Ok(text),
    }
}

/// Returns `text` as a bare domain, as it stands in a file `CNAME`.
fn domain(text: &str) -> Result<String, Diagnostic> {
    let sound = |part: &str| !part.is_empty() && part.chars().all(|letter| letter.is_alphanumeric() || letter == '-');
    match text.contains('.') && text.split('.').all(sound) {
        true => Ok(text.to_owned()),
        false => Err(wrong(
            format!("`{}` cannot be a domain", text.escape_debug()),
            "write the bare name, such as texts.example.org",
        )),
    }
}

fn prefix(text: &str) -> Result<String, Diagnostic> {
    let trimmed = text.trim_matches('/');
    let sound = |part: &str| !matches!(part, "" | "." | "..") && !part.contains(char::is_control);
    match trimmed.is_empty() || trimmed.split('/').all(sound) {
        true => Ok(trimmed.to_owned()),
        false => Err(wrong(
            format!("`{}` cannot be a folder of a bucket", text.escape_debug()),
            "name folders with single slashes between them, such as texts/film",
        )),
    }
}

fn endpoint(text: &str) -> Result<String, Diagnostic> {
    let hint = "write the whole address, such as https://s3.example.org";
    let url = url::Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    match url {
        None => Err(wrong(format!("`{}` cannot be the address of a store", text.escape_debug()), hint)),
        // The address may hold a secret, so it is not repeated.
        Some(url) if !url.username().is_empty() || url.password().is_some() => {
            Err(wrong("`endpoint` holds a user name".to_owned(), "credentials come from the environment"))
        }
        Some(_) => Ok(text.trim_end_matches('/').to_owned()),
    }
}

fn distribution(text: &str) -> Result<String, Diagnostic> {
    match text.chars().all(|letter| letter.is_ascii_alphanumeric()) {
        true => Ok(text.to_owned()),
        false => Err(wrong(
            format!("`{}` cannot be a CloudFront distribution", text.escape_debug()),
            "write its id, such as E2QWRUHAPOMQZL",
        )),
    }
}
