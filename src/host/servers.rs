//! The files of servers that somebody runs for the site.

use std::collections::BTreeSet;

use super::served::{Served, Version};
use super::words::{always, fill, texts, types};
use crate::ground::site::MEDIA_TYPES;

/// Browsers and servers know this type as text and compress it unasked; naming it again is a fault to nginx.
const HTML: &str = "text/html";

/// Returns the file that tells nginx how to serve a site.
pub fn nginx(served: &Served) -> String {
    let names: BTreeSet<&str> = texts().map(|(_, media_type)| media_type).filter(|name| *name != HTML).collect();
    let text_types: String = names.iter().map(|name| format!(" {name}")).collect();
    let home = |(tag, version): &(String, &Version)| format!("    {tag} \"{}\";\n", served.path(&version.home));
    let missing = |version: &Version| {
        let (home, missing) = (served.path(&version.home), served.path(&version.not_found));
        format!("    location {home} {{\n        error_page 404 {missing};\n    }}\n")
    };
    let words = [
        ("folder", folder(served)),
        ("types", types(|extension, media_type| format!("        {media_type} {extension};\n"))),
        ("gzip_types", text_types.clone()),
        ("text_types", text_types),
        ("always", always(|name, value| format!("    add_header {name} \"{value}\" always;\n"))),
        ("homes", served.wanted().iter().map(home).collect()),
        ("missing", served.versions.iter().map(missing).collect()),
    ];
    fill(include_str!("nginx.conf"), served, &words)
}

/// Returns the file that tells Caddy how to serve a site.
pub fn caddy(served: &Served) -> String {
    let home = |(tag, version): &(String, &Version)| format!("\t\t~(?i)^{tag}$ {}\n", served.path(&version.home));
    let missing =
        |version: &Version| format!("\t\t\t~^{} {}\n", served.path(&version.home), served.path(&version.not_found));
    let words = [
        ("address", served.domain().unwrap_or(":80").to_owned()),
        ("folder", folder(served)),
        ("always", always(|name, value| format!("\t\t\t{name} \"{value}\"\n"))),
        ("homes", served.wanted().iter().map(home).collect()),
        (
            "types",
            MEDIA_TYPES.map(|(extension, media_type)| format!("\t\t~\\.{extension}$ \"{media_type}\"\n")).concat(),
        ),
        ("missing", served.versions.iter().map(missing).collect()),
    ];
    fill(include_str!("Caddyfile"), served, &words)
}

/// Returns a word on where the site lies, where its root is not that of its host.
fn folder(served: &Served) -> String {
    match &*served.root() {
        "/" => String::new(),
        root => format!(", so that the site lies in /var/www/<<domain>>{}", root.trim_end_matches('/')),
    }
}
