#!/bin/sh
# Times whole builds of a workload: the floor, diglot, and Hugo and Zola where they are on PATH. Prints seconds, processor
# seconds and peak memory of each; the ratios are for the reader, who knows how busy the machine is. The peers make about the
# same pages: the head with all versions, the style and scripts of diglot's theme inside, the text, a toggle; and a list and a
# feed per language, a sitemap.
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
    page=$(find out/en -path 'out/en/*/index.html' ! -path 'out/en/page/*' | head -n 1)
    for peer in hugo zola/templates; do
        mkdir -p "$peer"
        { grep -E 'Security-Policy|rel="icon"|speculationrules' "$page"; sed -n '/^<style>/,/<\/style>/p' "$page"; } >"$peer/head.html"
        sed -n '/^<script>/,/<\/script>/p' "$page" >"$peer/foot.html"
    done
    timed "diglot, again" "$root/target/release/diglot" build -q --out out
    printf '\nOnce more.\n' >>"$(ls seeds/* | head -n 1)"
    timed "diglot, one edit" "$root/target/release/diglot" build -q --out out
    if command -v hugo >/dev/null; then
        mkdir -p hugo/layouts/_default hugo/layouts/partials
        cat >hugo/hugo.toml <<'END'
baseURL = "https://example.org/"
defaultContentLanguage = "en"
defaultContentLanguageInSubdir = true
[languages.en]
[languages.es]
END
        for part in head foot; do
            printf '{{ readFile "%s.html" | safeHTML }}' $part >hugo/layouts/partials/$part.html
        done
        cat >hugo/layouts/_default/single.html <<'END'
<!doctype html>
<html lang="{{ .Lang }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ .Title }}</title>
<meta name="description" content="{{ .Summary | plainify | truncate 155 }}">
<link rel="canonical" href="{{ .Permalink }}">
{{ range .AllTranslations }}<link rel="alternate" hreflang="{{ .Lang }}" href="{{ .Permalink }}">
{{ end }}<link rel="alternate" type="application/rss+xml" href="../index.xml">
<meta property="og:title" content="{{ .Title }}">
<meta property="og:type" content="article">
<meta property="og:url" content="{{ .Permalink }}">
<meta property="og:locale" content="{{ .Lang }}">
{{ partialCached "head.html" . }}
</head>
<body class="texts">
<header class="site"><nav class="languages"><ul>
{{ range .Translations }}<li><a href="{{ .RelPermalink }}" hreflang="{{ .Lang }}">{{ .Lang }}</a></li>
{{ end }}</ul></nav></header>
<main id="main"><article><header><h1>{{ .Title }}</h1></header><div class="text">{{ .Content }}</div></article></main>
<footer><ul><li><a href="../index.xml">Feed</a></li></ul></footer>
{{ partialCached "foot.html" . }}
</body>
</html>
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
        for part in head foot; do
            { printf '{%% raw %%}'; cat zola/templates/$part.html; printf '{%% endraw %%}'; } >zola/templates/$part.raw.html
        done
        cat >zola/templates/page.html <<'END'
<!doctype html>
<html lang="{{ lang }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ page.title }}</title>
<meta name="description" content="{{ page.content | striptags | truncate(length=155) }}">
<link rel="canonical" href="{{ page.permalink | safe }}">
{% for other in page.translations %}<link rel="alternate" hreflang="{{ other.lang }}" href="{{ other.permalink | safe }}">
{% endfor %}<link rel="alternate" type="application/atom+xml" href="../atom.xml">
<meta property="og:title" content="{{ page.title }}">
<meta property="og:type" content="article">
<meta property="og:url" content="{{ page.permalink | safe }}">
<meta property="og:locale" content="{{ lang }}">
{% include "head.raw.html" %}
</head>
<body class="texts">
<header class="site"><nav class="languages"><ul>
{% for other in page.translations %}{% if other.lang != lang %}<li><a href="{{ other.permalink | safe }}" hreflang="{{ other.lang }}">{{ other.lang }}</a></li>
{% endif %}{% endfor %}</ul></nav></header>
<main id="main"><article><header><h1>{{ page.title }}</h1></header><div class="text">{{ page.content | safe }}</div></article></main>
<footer><ul><li><a href="../atom.xml">Feed</a></li></ul></footer>
{% include "foot.raw.html" %}
</body>
</html>
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
