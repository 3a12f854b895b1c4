//! Where the links of a page lead.

/// Where a link leads.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// A file of the site, and where in it.
    Inside(String, Option<String>),
    /// Somewhere that is no affair of the site.
    Outside,
}

/// Returns where `href` leads from the page at `page` of the site at `base`.
///
/// # Errors
/// When it works in some places only: when it begins at the root of the host, names a folder, or leads out of the site.
pub(crate) fn resolve(page: &str, href: &str, base: Option<&str>) -> Result<Target, String> {
    let (address, fragment) = href.split_once('#').map_or((href, None), |(address, part)| (address, Some(part)));
    let fragment = fragment.map(decode);
    let address = address.split('?').next().unwrap_or_default();
    if let Some(path) = base.and_then(|base| address.strip_prefix(base)) {
        return Ok(Target::Inside(file(&decode(path)), fragment));
    }
    if address.is_empty() {
        return Ok(Target::Inside(page.to_owned(), fragment));
    }
    if address.split('/').next().is_some_and(|scheme| scheme.contains(':')) {
        return Ok(Target::Outside);
    }
    match address.strip_prefix(root(base)) {
        // A page that says that there is none is shown at any depth, so its links begin at the root of the site.
        Some(path) if page.ends_with("404.html") => Ok(Target::Inside(file(&decode(path)), fragment)),
        _ if page.ends_with("404.html") && base.is_some() => Err(format!("{href} holds at one depth only")),
        _ if address.starts_with('/') => Err(format!("{href} begins at the root of the host")),
        _ => match join(page, &decode(address)) {
            None => Err(format!("{href} leaves the site")),
            // From the disk one would see what is in it.
            Some(path) if path.is_empty() || path.ends_with('/') => Err(format!("{href} names a folder")),
            Some(path) => Ok(Target::Inside(path, fragment)),
        },
    }
}

/// Returns where the site begins on its host: `/repo/` of `https://example.org/repo/`.
fn root(base: Option<&str>) -> &str {
    let path = base.and_then(|base| base.split_once("://")).and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..]));
    path.unwrap_or("/")
}

/// Returns the path of `address` as seen from `page`; nothing where it leaves the site.
fn join(page: &str, address: &str) -> Option<String> {
    let mut folders: Vec<&str> = page.split('/').collect();
    folders.pop();
    for part in address.split('/') {
        match part {
            ".." => drop(folders.pop()?),
            "." => {}
            part => folders.push(part),
        }
    }
    Some(folders.join("/"))
}

/// Returns the file that a host sends for `path`.
fn file(path: &str) -> String {
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
}

/// Decodes percent-encoding. What is wrongly encoded becomes something that names no file.
fn decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let mut encoded = || rest.by_ref().take(2).map(char::from).collect::<String>();
        bytes.push(if byte == b'%' { u8::from_str_radix(&encoded(), 16).unwrap_or(b'%') } else { byte });
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[test]
fn links_lead_to_files() {
    let inside = |path: &str, fragment: Option<&str>| Ok(Target::Inside(path.to_owned(), fragment.map(str::to_owned)));
    let base = Some("https://example.org/repo/");
    let cases = [
        ("en/index.html", "../es/index.html#s12", inside("es/index.html", Some("s12"))),
        ("en/index.html", "#a%C3%B1o", inside("en/index.html", Some("año"))),
        ("en/a/index.html", "../", Err("../ names a folder".to_owned())),
        ("en/a/index.html", "https://example.org/repo/", inside("index.html", None)),
        ("en/a/index.html", "https://example.org/other/", Ok(Target::Outside)),
        ("en/a/index.html", "mailto:a@example.org", Ok(Target::Outside)),
        ("en/404.html", "/repo/es/404.html", inside("es/404.html", None)),
        ("en/404.html", "/es/404.html", Err("/es/404.html holds at one depth only".to_owned())),
        ("en/404.html", "index.html", Err("index.html holds at one depth only".to_owned())),
        ("en/index.html", "/es/", Err("/es/ begins at the root of the host".to_owned())),
        ("en/index.html", "../../es/", Err("../../es/ leaves the site".to_owned())),
    ];
    for (page, href, expected) in cases {
        assert_eq!(resolve(page, href, base), expected, "{href} from {page}");
    }
}
