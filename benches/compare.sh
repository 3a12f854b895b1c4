#!/bin/sh
# Times whole builds of a workload: the floor, diglot, and Hugo and Zola where they are on PATH. Prints seconds, processor
# seconds and peak memory of each; the ratios are for the reader, who knows how busy the machine is.
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
        mkdir -p layouts/_default
        printf 'baseURL = "https://example.org/"\ndefaultContentLanguage = "en"\n[languages.en]\n[languages.es]\n' >hugo.toml
        echo '<!doctype html><html lang="{{ .Lang }}"><title>{{ .Title }}</title>{{ .Content }}</html>' >layouts/_default/single.html
        echo '<!doctype html><title>{{ .Title }}</title>{{ range .Pages }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}' >layouts/_default/list.html
        timed "Hugo" hugo --quiet --contentDir seeds --destination out
    else
        echo "Hugo|not on PATH"
    fi
    if command -v zola >/dev/null; then
        mkdir -p content templates
        [ -e content/_index.md ] || for file in seeds/*.md; do
            name=$(basename "$file" .md)
            { printf '+++\n+++\n'; cat "$file"; } >"content/$name.md"
        done
        : >content/_index.md
        printf 'base_url = "https://example.org/"\ndefault_language = "en"\n[languages.en]\n[languages.es]\n' >config.toml
        echo '<!doctype html><title>{{ page.title }}</title>{{ page.content | safe }}' >templates/page.html
        echo '<!doctype html>{% for page in section.pages %}<a href="{{ page.permalink }}">{{ page.title }}</a>{% endfor %}' >templates/index.html
        cp templates/index.html templates/section.html
        timed "Zola" zola build --force --output-dir out
    else
        echo "Zola|not on PATH"
    fi
} | column -t -s '|'
rm -rf out
