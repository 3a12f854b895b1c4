#!/bin/sh
# Times whole builds of a workload: the floor, diglot, and Hugo and Zola where they are on PATH. Prints seconds, processor
# seconds and peak memory of each; the ratios are for the reader, who knows how busy the machine is. The peers do the same
# with plain templates: a page per text that links its translation, a list and a feed per language, a sitemap.
#
#   cargo build --release && cargo bench --no-run --bench floor
#   benches/compare.sh DIR [WORKS]        DIR is made where it is not there
set -eu

dir=${1:?usage: benches/compare.sh DIR [WORKS]}
works=${2:-1000}
root=$(cd "$(dirname "$0")/.." && pwd)
floor=$(ls -t "$root"/target/release/deps/floor-* | grep -v '\.d$' | head -n 1)
[ -d "$dir/seeds" ] || "$floor" generate "$dir" "$works" telling
cd "$dir"

timed() {
    name=$1
    shift
    case $name in diglot,*) ;; *) rm -rf out .diglot ;; esac
    /usr/bin/time -f "$name|%e|%U|%S|%M" "$@" 2>&1 >/dev/null | tail -n 1
}

{
    echo "generator|seconds|user|system|KiB"
    timed "floor, 1 thread" "$floor" run . out 1
    timed "floor, 2 threads" "$floor" run . out 2
    timed "diglot" "$root/target/release/diglot" build -q --out out
    timed "diglot, again" "$root/target/release/diglot" build -q --out out
    printf '\nOnce more.\n' >>"$(ls seeds/* | head -n 1)"
    timed "diglot, one edit" "$root/target/release/diglot" build -q --out out
    if command -v hugo >/dev/null; then
        mkdir -p hugo/layouts/_default
        cat >hugo/hugo.toml <<'END'
baseURL = "https://example.org/"
defaultContentLanguage = "en"
defaultContentLanguageInSubdir = true
[languages.en]
[languages.es]
END
        cat >hugo/layouts/_default/single.html <<'END'
<!doctype html><html lang="{{ .Lang }}"><meta charset="utf-8"><title>{{ .Title }}</title>
{{ range .AllTranslations }}<link rel="alternate" hreflang="{{ .Lang }}" href="{{ .Permalink }}">{{ end }}
{{ range .Translations }}<a href="{{ .RelPermalink }}">{{ .Lang }}</a>{{ end }}
<main>{{ .Content }}</main></html>
END
        cat >hugo/layouts/_default/list.html <<'END'
<!doctype html><html lang="{{ .Lang }}"><meta charset="utf-8"><title>{{ .Title }}</title>
<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</ul></html>
END
        timed "Hugo" hugo --quiet --source hugo --contentDir "$PWD/seeds" --destination "$PWD/out"
    else
        echo "Hugo|not on PATH"
    fi
    if command -v zola >/dev/null; then
        mkdir -p zola/content zola/templates
        # Zola wants a front matter in each file, and no language in the names of its first one.
        [ -e zola/content/_index.md ] || for file in seeds/*.md; do
            name=$(basename "$file" .md)
            { printf '+++\ntitle = "%s"\ndate = 2000-01-01\n+++\n' "$name"; cat "$file"; } >"zola/content/${name%.en}.md"
        done
        for index in _index.md _index.es.md; do printf '+++\n+++\n' >"zola/content/$index"; done
        cat >zola/config.toml <<'END'
base_url = "https://example.org/"
default_language = "en"
generate_feeds = true
feed_filenames = ["atom.xml"]
feed_limit = 50
[languages.es]
generate_feeds = true
feed_filenames = ["atom.xml"]
END
        cat >zola/templates/page.html <<'END'
<!doctype html><html lang="{{ lang }}"><meta charset="utf-8"><title>{{ page.title }}</title>
{% for other in page.translations %}<link rel="alternate" hreflang="{{ other.lang }}" href="{{ other.permalink | safe }}">
<a href="{{ other.permalink | safe }}">{{ other.lang }}</a>{% endfor %}
<main>{{ page.content | safe }}</main></html>
END
        cat >zola/templates/section.html <<'END'
<!doctype html><html lang="{{ lang }}"><meta charset="utf-8"><title>{{ section.title }}</title>
<ul>{% for page in section.pages %}<li><a href="{{ page.permalink | safe }}">{{ page.title }}</a>{% endfor %}</ul></html>
END
        cp zola/templates/section.html zola/templates/index.html
        timed "Zola" zola --root zola build --force --output-dir out
    else
        echo "Zola|not on PATH"
    fi
} | column -t -s '|'
rm -rf out
