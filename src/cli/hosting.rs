//! The files that hosts want of a project.

use clap::ValueEnum;

use crate::ground::config::{Config, Host};
use crate::ground::diagnostic::Failure;
use crate::host::{self, Served};
use crate::pipeline::CONFIG;

/// Where a site can be served.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Hosting {
    /// GitHub Pages: a workflow that builds and publishes
    Github,
    /// GitLab Pages: a pipeline that builds and publishes
    Gitlab,
    /// Codeberg Pages: a workflow that builds and publishes
    Codeberg,
    /// Netlify: how it builds; headers and redirects are made with the site
    Netlify,
    /// Cloudflare Pages: how it deploys; headers are made with the site
    Cloudflare,
    /// Apache: .htaccess is made with the site
    Apache,
    /// A server of your own with nginx
    Nginx,
    /// A server of your own with Caddy
    Caddy,
}

/// What a host wants, and what is left to do.
pub(super) struct Wants {
    /// The files, by their paths in the project.
    pub(super) files: Vec<(String, String)>,
    /// What their reader has to do next.
    pub(super) next: Vec<String>,
}

/// What most of the files ask of whoever has them written.
const MEND: &str = "look into it: it says what to set up once, and marks what to mend";

impl Hosting {
    /// Returns what the host wants of a project whose configuration is `config`, if it has one. `served` returns what the
    /// host has to know of the site.
    pub(super) fn wants(
        self,
        config: Option<&Config>,
        served: impl FnOnce() -> Result<Served, Failure>,
    ) -> Result<Wants, Failure> {
        let of = |path: &'static str, text: String, next: &str| Wants {
            files: vec![(path.to_owned(), text)],
            next: vec![MEND.to_owned(), next.to_owned()],
        };
        let fixed = |path, text: &str| of(path, text.to_owned(), "commit it and push");
        Ok(match self {
            Hosting::Github => fixed(".github/workflows/diglot.yml", include_str!("hosts/github.yml")),
            Hosting::Gitlab => fixed(".gitlab-ci.yml", include_str!("hosts/gitlab.yml")),
            Hosting::Codeberg => fixed(".woodpecker/diglot.yml", include_str!("hosts/codeberg.yml")),
            Hosting::Nginx => of("nginx.conf", host::nginx(&served()?), "nginx -t, and have nginx reload"),
            Hosting::Caddy => of("Caddyfile", host::caddy(&served()?), "caddy validate, and have Caddy reload"),
            Hosting::Netlify => {
                let wants = fixed("netlify.toml", include_str!("hosts/netlify.toml"));
                wants.with(Host::Netlify, config)
            }
            Hosting::Cloudflare => {
                let wants = fixed("wrangler.toml", include_str!("hosts/wrangler.toml"));
                wants.with(Host::Cloudflare, config)
            }
            Hosting::Apache => {
                let next = vec!["diglot, or diglot publish: .htaccess is then among the files of the site".to_owned()];
                Wants { files: Vec::new(), next }.with(Host::Apache, config)
            }
        })
    }
}

impl Wants {
    /// Adds that the configuration names `host`: as a file where there is none, else as something to do.
    fn with(mut self, host: Host, config: Option<&Config>) -> Wants {
        let name = Host::NAMES.iter().find(|(_, known)| *known == host).map_or("", |(name, _)| name);
        let line = format!("host = \"{name}\"");
        match config {
            None => {
                let text = format!("# The host whose own files are made with the site.\n{line}\n");
                self.files.push((CONFIG.to_owned(), text));
            }
            Some(config) if config.host == Some(host) => {}
            Some(_) => self.next.insert(0, format!("add to {CONFIG}, above its tables: {line}")),
        }
        self
    }
}
