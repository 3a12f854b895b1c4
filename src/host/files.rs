//! The files that a host looks for among those of the site.

use super::served::{Served, Version};
use super::words::{always, fill, texts, types};
use crate::ground::config::Host;
use crate::ground::digest::Digest;
use crate::ground::headers::{FOR_EVER, cache_control};
use crate::ground::path::SitePath;
use crate::ground::site::Resource;

/// So many rules does Cloudflare read at most.
const RULES: usize = 100;

/// Returns the files that tell `host` how to serve a site with the files `whole`.
pub fn files(host: Host, served: &Served, whole: &[(SitePath, Resource)]) -> Vec<(SitePath, Resource)> {
    let files = match host {
        Host::Netlify => vec![("_headers", headers(served, whole)), ("_redirects", redirects(served))],
        Host::Cloudflare => vec![("_headers", headers(served, whole))],
        Host::Apache => vec![(".htaccess", htaccess(served))],
    };
    files.into_iter().map(|(name, text)| Resource::at(name, text)).collect()
}

fn headers(served: &Served, whole: &[(SitePath, Resource)]) -> String {
    let is_fixed =
        |(path, file): &&(SitePath, Resource)| cache_control(path.as_str(), &Digest::of(&file.bytes)) == FOR_EVER;
    // One rule is for all files.
    let fixed = whole.iter().filter(is_fixed).take(RULES - 1);
    let rule = |(path, _): &(SitePath, Resource)| format!("{}\n  Cache-Control: {FOR_EVER}\n", served.path(path));
    let always = always(|name, value| format!("  {name}: {value}\n"));
    fill(include_str!("_headers"), served, &[("always", always), ("fixed", fixed.map(rule).collect())])
}

fn redirects(served: &Served) -> String {
    let home = |(tag, version): &(String, &Version)| {
        format!("{} {} 302! Language={tag}\n", served.root(), served.path(&version.home))
    };
    let missing =
        |version: &Version| format!("{}* {} 404\n", served.path(&version.home), served.path(&version.not_found));
    let homes = served.wanted().iter().map(home).collect();
    let missing = served.versions.iter().map(missing).collect();
    fill(include_str!("_redirects"), served, &[("homes", homes), ("missing", missing)])
}

fn htaccess(served: &Served) -> String {
    let home = |(tag, version): &(String, &Version)| {
        format!(
            "    RewriteCond %{{HTTP_COOKIE}} ^(?:.*;\\s*)?<<cookie>>=([^;]*)|^\n    \
             RewriteCond %1,%{{HTTP:Accept-Language}} ^(?:[^,]*,\\s*)*?(<<tags>>)(?:[-;,\\s]|$) [NC]\n    \
             RewriteCond %1 ^{tag}$ [NC]\n    RewriteRule ^$ {} [R=302,L]\n",
            served.path(&version.home)
        )
    };
    let missing = |version: &Version| {
        let (home, missing) = (served.path(&version.home), served.path(&version.not_found));
        format!("<If \"%{{REQUEST_URI}} =~ m#^{home}#\">\n    ErrorDocument 404 {missing}\n</If>\n")
    };
    let words = [
        ("types", types(|extension, media_type| format!("AddType {media_type} .{extension}\n"))),
        ("text_extensions", texts().map(|(extension, _)| format!(" .{extension}")).collect()),
        ("always", always(|name, value| format!("    Header always set {name} \"{value}\"\n"))),
        ("homes", served.wanted().iter().map(home).collect()),
        ("missing", served.versions.iter().map(missing).collect()),
    ];
    fill(include_str!("htaccess"), served, &words)
}
