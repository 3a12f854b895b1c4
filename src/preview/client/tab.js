// A tab follows the preview: it hears what has changed, and makes the page what it is now without losing its place.
// The page is that of `version`; all that was edited up to `seen` has been shown.
let version = +script.dataset.version, seen = version, source, queue = Promise.resolve();
// The style sheet that is in use, and when the reader last did something.
let css = [...document.querySelectorAll("style")].map(sheet => sheet.textContent).join("\n"), touched = -Infinity;
// What is thrown when the preview does not answer: the page stays, and hears all when it does again.
const gone = new Error("The preview has ended");

const unanchored = new CSSStyleSheet();
unanchored.replaceSync(":root { overflow-anchor: none }");

// A hidden tab is silent: browsers allow a few connections to a host, and authors have many tabs. It hears all when it is seen.
function listen() {
  source?.close();
  if (document.hidden) return;
  source = new EventSource(`/.diglot/events?page=${encodeURIComponent(location.pathname)}&version=${seen}`);
  source.onopen = () => panel.running(true);
  source.addEventListener("change", event => {
    const change = JSON.parse(event.data);
    queue = queue.then(() => update(change)).catch(error => error === gone || location.reload());
  });
  source.addEventListener("findings", event => panel.findings(JSON.parse(event.data)));
  source.onerror = () => panel.running(false);
}

async function update(change) {
  panel.problems(change.problems);
  // The last good page stays under an error that has taken it away.
  if (!change.missing || !change.problems.length) {
    if (change.page > version) await turn();
    version = Math.max(version, change.now);
  }
  change.assets.forEach(renew);
  if (change.edited && change.now > seen) show(change.edited, change.follow);
  if (change.now > seen) await Promise.all([...document.querySelectorAll(".peek")].map(renewPeek));
  seen = Math.max(seen, change.now);
}

// Makes the page what the preview has now.
async function turn() {
  const before = places(), next = await fetched(location.href);
  if (codeOf(next) !== codeOf(document)) return location.reload();
  version = +next.querySelector("script[data-version]").dataset.version;
  // The browser would keep the place as well, in its own way.
  document.adoptedStyleSheets.push(unanchored);
  requestAnimationFrame(() => document.adoptedStyleSheets = document.adoptedStyleSheets.filter(sheet => sheet !== unanchored));
  const peeks = [...document.querySelectorAll(".peek")].map(peek => [peek, peek.previousElementSibling]);
  peeks.forEach(([peek]) => peek.remove());
  morphHead(next);
  morphAttributes(document.documentElement, next.documentElement);
  morphAttributes(document.body, next.body);
  renumber(next);
  Idiomorph.morph(document.body, next.body.childNodes, { morphStyle: "innerHTML", callbacks: {
    beforeAttributeUpdated: (name, node) => !(name === "open" && node.localName === "details"),
  } });
  peeks.forEach(([peek, paragraph]) => paragraph.isConnected && paragraph.after(peek));
  restore(before);
}

// Gives old segments the numbers that their words have now, so that what is the same is known to be the same.
function renumber(next) {
  const numbers = new Map([...next.querySelectorAll(".s[id]")].map(({ textContent, id }) => [textContent, id]));
  for (const segment of document.querySelectorAll(".s[id]")) {
    const number = numbers.get(segment.textContent);
    number ? segment.id = number : segment.removeAttribute("id");
  }
}

function morphAttributes(old, next) {
  for (const { name } of [...old.attributes]) if (!next.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of next.attributes) old.setAttribute(name, value);
}

// The browser tries the policy of this page on what it parses, and would complain of a sheet that is another one by now. So
// sheets are taken out before.
async function fetched(address) {
  const answer = fetch(address, { cache: "no-store" }).then(answer => answer.text());
  const sheets = [], text = await answer.catch(() => { throw gone; });
  const rest = text.replace(/<style[^>]*>([^]*?)<\/style>/gi, (_, sheet) => (sheets.push(sheet), ""));
  return Object.assign(new DOMParser().parseFromString(rest, "text/html"), { css: sheets.join("\n") });
}

// What runs cannot be taken back, so a page with other code is loaded anew.
function codeOf(page) {
  const scripts = [...page.scripts].filter(other => !other.dataset.version && !other.type.includes("json"));
  return JSON.stringify(scripts.map(other => [other.getAttribute("src"), other.text]));
}

// The page's policy allows the style sheet that it came with and no other text, but it does not concern sheets that are made
// here. So the old sheet is put out of use, not changed.
function morphHead(next) {
  if (next.css !== css) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css = next.css);
    document.adoptedStyleSheets = [sheet, unanchored];
    document.querySelectorAll("style").forEach(old => old.sheet && (old.sheet.disabled = true));
  }
  const isPlain = element => !element.matches("script, style, meta[http-equiv]");
  const plain = page => [...page.head.children].filter(isPlain);
  const texts = page => new Set(plain(page).map(element => element.outerHTML));
  const [old, now] = [texts(document), texts(next)];
  plain(document).filter(element => !now.has(element.outerHTML)).forEach(element => element.remove());
  document.head.append(...plain(next).filter(element => !old.has(element.outerHTML)));
}

// Files that the page loads: a sheet or a picture is loaded again, a script takes the page with it.
function renew(address) {
  const isIt = url => url && new URL(url, location).pathname === address, fresh = `${address}?${seen}`;
  if ([...document.scripts].some(other => isIt(other.src))) return location.reload();
  document.querySelectorAll("link[rel=stylesheet]").forEach(link => isIt(link.href) && (link.href = fresh));
  document.querySelectorAll("img").forEach(image => isIt(image.src) && (image.src = fresh));
}

// An open peek shows a paragraph of another page, which may have changed too.
async function renewPeek(peek) {
  const mark = peek.previousElementSibling?.querySelector(".mark");
  if (!mark) return peek.remove();
  const paragraph = (await fetched(mark.href)).getElementById(mark.hash.slice(1))?.closest("p");
  paragraph?.querySelectorAll(".mark").forEach(inner => inner.remove());
  paragraph?.querySelectorAll("[id]").forEach(inner => inner.removeAttribute("id"));
  if (paragraph && paragraph.innerHTML !== peek.innerHTML) peek.innerHTML = paragraph.innerHTML;
}

// The reader's place is what is in the window, known by its words: numbers change when something comes before it. At the top
// of the page there is no place to keep.
function places() {
  const boxes = [...document.querySelectorAll(".s[id]")].map(segment => [segment, segment.getBoundingClientRect()]);
  const seen = boxes.filter(([, { top, bottom }]) => bottom > 0 && top < innerHeight && scrollY > 0);
  return seen.map(([{ textContent: words }, { top }]) => ({ words, top }));
}

// Puts the first place that is still there where it was; of equal words, those that have moved least.
function restore(places) {
  const segments = [...document.querySelectorAll(".s[id]")];
  for (const { words, top } of places) {
    const same = segments.filter(segment => segment.textContent === words);
    const moved = same.map(segment => segment.getBoundingClientRect().top - top);
    const [least] = moved.sort((one, other) => Math.abs(one) - Math.abs(other));
    if (same.length) return scrollBy({ top: least, behavior: "instant" });
  }
}

// Shows where somebody is writing, unless the reader is on the way to somewhere else.
function show(id, follow) {
  const segment = document.getElementById(id), still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (!segment) return;
  const { top, bottom } = segment.getBoundingClientRect(), isSeen = bottom > 0 && top < innerHeight;
  if (!isSeen && follow && performance.now() - touched > 2000) {
    segment.scrollIntoView({ block: "center", behavior: still ? "instant" : "smooth" });
  }
  if (!still) segment.animate([{ background: "Highlight" }, {}], { duration: 900, easing: "ease-out" });
}

for (const kind of ["wheel", "touchmove", "keydown", "pointerdown"]) {
  addEventListener(kind, () => touched = performance.now(), { passive: true, capture: true });
}
addEventListener("visibilitychange", listen);
addEventListener("pagehide", () => source?.close());
addEventListener("pageshow", event => event.persisted && listen());
listen();
