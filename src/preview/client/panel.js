// The panel shows what is wrong over the page, and what there is to check in a corner. Whatever it shows is text.
const panel = (() => {
  const host = document.createElement("diglot-preview"), root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  root.adoptedStyleSheets = [sheet];

  const make = (name, attributes, ...content) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) if (value != null) element.setAttribute(key, value);
    element.append(...content.filter(part => part != null));
    return element;
  };
  const part = (name, ...content) => make("div", { class: name }, ...content);
  const button = (label, action) => {
    const element = make("button", { type: "button" }, label);
    element.onclick = action;
    return element;
  };

  // What stands between backticks is code.
  const words = text => {
    const parts = text.split("`");
    return parts.length % 2 ? parts.map((part, at) => at % 2 ? make("code", {}, part) : part) : [text];
  };

  const errors = make("section", { class: "errors", role: "alert", hidden: "" });
  const list = make("section", { class: "list", hidden: "", "aria-label": "Findings" });
  const count = button("", () => toggle(list.hidden));
  const stopped = make("p", { class: "stopped", role: "status", hidden: "" }, "The preview has ended");
  count.className = "count";
  count.hidden = true;
  root.append(errors, list, count, stopped);
  document.documentElement.append(host);

  let timer, shown = "[]";

  function problem({ message, hint, file, line, column, source }) {
    const place = [file, line, column].filter(part => part != null).join(":");
    const [before, marked, after] = source ?? [];
    return make("article", {},
      make("h2", {}, ...words(message)),
      place ? part("place", place) : null,
      source ? make("pre", {}, make("span", { class: "line" }, `${line}`), before, make("mark", {}, marked), after) : null,
      hint ? part("hint", ...words(hint)) : null);
  }

  function finding({ what, message, hint, spots }) {
    const spot = ({ lang, dir, place, href, before, marked, after }) => {
      const words = marked ? [before, make("mark", {}, marked), after] : [before + after || "–"];
      const link = make("a", { href }, make("span", { class: "tag" }, lang), make("span", { lang, dir }, ...words));
      link.onclick = () => { if (matchMedia("(width < 46rem)").matches) toggle(false); };
      return part("spot", link, part("place", place));
    };
    return make("article", {}, make("h3", { title: what }, ...words(message)), ...spots.map(spot), part("hint", ...words(hint)));
  }

  function toggle(open) {
    list.hidden = !open;
    count.setAttribute("aria-expanded", open);
  }

  addEventListener("keydown", event => {
    if (event.key !== "Escape") return;
    errors.hidden = true;
    toggle(false);
  });

  return {
    problems(problems) {
      const text = JSON.stringify(problems);
      if (text === shown) return;
      shown = text;
      errors.replaceChildren(button("×", () => errors.hidden = true), ...problems.map(problem));
      errors.firstChild.setAttribute("aria-label", "Hide");
      errors.hidden = !problems.length;
    },
    findings({ count: all, shown: first }) {
      count.textContent = all === 1 ? "1 finding" : `${all} findings`;
      count.hidden = !all;
      if (!all) toggle(false);
      const more = all - first.length;
      list.replaceChildren(...first.map(finding), more ? part("hint", `and ${more} more: see diglot check`) : "");
    },
    // The browser asks again and again; what has not answered for a while has ended.
    running(is) {
      if (is) timer = clearTimeout(timer), stopped.hidden = true;
      else timer ??= setTimeout(() => stopped.hidden = false, 1500);
    },
  };
})();
