//! The files that a host looks for among those of the site.

use super::served::{Served, Version};
use super::words::{always, fill, texts, types};
use crate::ground::config::Host;
use crate::ground::digest::Digest;
use crate::ground::headers::{FOR_EVER, cache_control};
use crate::ground::path::SitePath;
use crate::ground::site::Resource;

/// So many rules does Cloudflare read at most. Netlify reads all.
const CLOUDFLARE_RULES: usize = 100;

/// Returns the files that tell `host` how to serve a site with the files `whole`.
pub fn files(host: Host, served: &Served, whole: &[(SitePath, Resource)]) -> Vec<(SitePath, Resource)> {
    let files = match host {
        Host::Netlify => vec![("_headers", headers(served, whole, usize::MAX)), ("_redirects", redirects(served))],
        Host::Cloudflare => vec![("_headers", headers(served, whole, CLOUDFLARE_RULES))],
        Host::Apache => vec![(".htaccess", htaccess(served))],
    };
    files.into_iter().map(|(name, text)| Resource::at(name, text)).collect()
}

fn headers(served: &Served, whole: &[(SitePath, Resource)], rules: usize) -> String {
    let is_fixed =
        |(path, file): &&(SitePath, Resource)| cache_control(path.as_str(), &Digest::of(&file.bytes)) == FOR_EVER;
    // One rule is for all files.
    let fixed = whole.iter().filter(is_fixed).take(rules - 1);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ground::immutable::fingerprinted;

    #[test]
    fn each_file_that_never_changes_is_named_as_far_as_the_host_reads() {
        let picture = |number: usize| {
            let bytes = format!("<svg>{number}</svg>");
            let path = SitePath::new(fingerprinted("assets/mark.svg", bytes.as_bytes())).expect("a site path");
            (path.clone(), Resource::new(&path, bytes))
        };
        let whole: Vec<(SitePath, Resource)> = (0..150).map(picture).collect();
        let not_found = SitePath::new("404.html").expect("a site path");
        let served = Served { base_url: None, not_found, versions: Vec::new() };
        for (host, expected) in [(Host::Netlify, 151), (Host::Cloudflare, 100)] {
            let files = files(host, &served, &whole);
            let (_, headers) = files.iter().find(|(path, _)| path.as_str() == "_headers").expect("it is made");
            let text = String::from_utf8_lossy(&headers.bytes);
            let rules = text.lines().filter(|line| line.starts_with('/')).count();
            assert_eq!(rules, expected, "{host:?}");
        }
    }
}
