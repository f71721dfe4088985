// The document: its lines, the active line, and the selected lines.

import { byId, element } from "./dom.js";
import { EITHER, fateOf } from "./work.js";

const LONG = 1000; // from this many lines on, only those in sight are laid out; fewer take under 50 ms

const place = byId("lines");
let doc = null;
let labels = new Map(); // by name: { name, group, key, kept }
let nodes = [];
let active = 0;
let anchor = 0;
let moved = () => {};

export function connect(handlers) {
  moved = handlers.moved;
  place.addEventListener("mousedown", (event) => {
    if (event.shiftKey) event.preventDefault(); // select a run of lines, not their characters
  });
  place.addEventListener("click", (event) => {
    const line = event.target.closest(".line");
    if (!line) return;
    const at = Number(line.dataset.at);
    const sign = event.target.closest(".sign");
    if (sign && event.shiftKey) {
      goTo(at, { extend: true });
      handlers.flipRun();
    } else if (sign) {
      goTo(at);
      handlers.flip();
    } else if (getSelection().isCollapsed) goTo(at, { extend: event.shiftKey });
  });
}

export const setLabels = (list) => { labels = new Map(list.map((one) => [one.label, one])); };
export const labelOf = (label) => labels.get(label) || { name: label, group: "other" };
export const current = () => doc;
export const activeLine = () => doc?.lines[active];
export const fate = (at) => fateOf(doc.lines[at], doc.work);
export const activeFate = () => fate(active);
export const count = () => doc?.lines.length || 0;

// Return the numbers of the selected lines.
export function selected() {
  const [first, last] = [Math.min(active, anchor), Math.max(active, anchor)];
  return Array.from({ length: last - first + 1 }, (_, step) => first + step);
}

// Show a document, and activate the line that begins at `start`, or else the first removal.
export function show(next, start = null) {
  doc = next;
  nodes = doc.lines.map(made);
  const rows = [];
  for (const [at, line] of doc.lines.entries()) {
    if (at && doc.lines[at - 1].row === line.row) rows.at(-1).push(nodes[at].root);
    else rows.push([nodes[at].root]);
  }
  place.replaceChildren(...rows.map((row) => (row.length === 1 ? row[0] : inline(row))));
  place.classList.toggle("long", rows.length > LONG);
  if (!rows.length) place.append(element("p", { class: "empty", lang: "en" }, doc.reason || "There is no text."));
  paint();
  const wanted = start === null ? nextRemoval(-1, 1) : indexAt(start);
  goTo(Math.max(0, wanted ?? 0), { scroll: start === null && !wanted ? "top" : "center" });
}

function inline(row) {
  for (const node of row) node.classList.add("part");
  return element("div", { class: "parts", role: "presentation" }, ...row);
}

// Return the number of the line that contains an offset.
export function indexAt(start) {
  const found = doc.lines.findIndex((line) => line.end > start);
  return found < 0 ? doc.lines.length - 1 : found;
}

function made(line, at) {
  const sign = element("span", { class: "sign", "aria-hidden": true, title: "Remove or keep  Space" });
  const tag = element("span", { class: "tag", "aria-hidden": true, lang: "en" });
  const said = element("span", { class: "visually-hidden", lang: "en" });
  const marks = element("span", { class: "marks", lang: "en" });
  const text = element("span", { class: "text" }, said, line.text);
  const root = element("div", { role: "option", id: `l${line.start}`, "data-at": at, "aria-selected": "false" }, sign, tag, text, marks);
  return { root, sign, tag, said, marks, shown: "" };
}

// Update the lines; only those that look different are touched.
export function paint(fits = matcher) {
  matcher = fits;
  let before = null;
  for (const [at, line] of doc.lines.entries()) {
    const now = fate(at);
    const same = before && before.removed && now.removed && before.label === now.label;
    const spaced = at && line.row - doc.lines[at - 1].row > 1;
    const fitting = fits ? (fits(line, now) ? "fits" : "unfit") : "";
    const shown = JSON.stringify([now.label, now.removed, now.changed, now.own, now.note, same, fitting]);
    if (shown !== nodes[at].shown) paintLine(nodes[at], line, now, { same, spaced, fitting });
    nodes[at].shown = shown;
    before = now;
  }
  moved();
}
let matcher = null;

function paintLine(node, line, now, { same, spaced, fitting }) {
  const label = labelOf(now.label);
  const shown = now.removed || now.changed || now.label === "headline";
  const classes = ["line", now.removed ? `removed g-${label.group}` : "kept", now.changed && "changed", same && "same"];
  classes.push(spaced && "spaced", fitting, now.label === "headline" && "headline", now.label === EITHER && "either");
  classes.push(node.root.classList.contains("part") && "part", node.root.classList.contains("active") && "active");
  node.root.className = classes.filter(Boolean).join(" ");
  node.sign.textContent = now.removed ? "−" : now.changed && line.removed ? "+" : "";
  node.tag.textContent = now.changed && !now.removed && now.label === "body" ? "kept" : shown ? label.name : "";
  node.said.textContent = `${told(line, now)}: `;
  node.marks.replaceChildren(...marksOf(line, now));
}

// Describe a line in words, for screen readers.
export function told(line, now) {
  const state = now.removed ? "removed" : "kept";
  const who = now.changed ? (now.own ? ", changed by you" : ", by its file") : "";
  const pack = line.pack ? `, ${line.pack} because of the pack` : "";
  return `${state}, ${labelOf(now.label).name}${who}${pack}${now.note ? ", with a note" : ""}`;
}

function marksOf(line, now) {
  const marks = [];
  if (now.changed) marks.push(element("span", { class: "mark" }, now.own ? "you" : "file"));
  if (now.note) marks.push(element("span", { class: "mark" }, "note"));
  if (line.pack) marks.push(element("span", { class: "mark pack" }, line.pack === "removed" ? "pack −" : "pack +"));
  return marks;
}

// Activate a line; with `extend`, select the lines from the previously active one on.
export function goTo(at, { extend = false, scroll = "nearest" } = {}) {
  if (!nodes.length) return moved();
  const old = selected();
  nodes[active]?.root.classList.remove("active");
  active = Math.min(Math.max(at, 0), nodes.length - 1);
  if (!extend) anchor = active;
  for (const one of old) nodes[one]?.root.setAttribute("aria-selected", "false");
  for (const one of selected()) nodes[one].root.setAttribute("aria-selected", "true");
  const node = nodes[active].root;
  node.classList.add("active");
  place.setAttribute("aria-activedescendant", node.id);
  if (scroll === "top") byId("main").scrollTop = 0;
  else node.scrollIntoView({ block: scroll });
  moved();
}

export const move = (step, options) => goTo(active + step, options);
export const goToEdge = (last) => goTo(last ? nodes.length - 1 : 0);

// Return the number of the next line where a removal begins, or that matches the filter; null if there is none.
export function nextRemoval(from, step) {
  const wanted = (at) => {
    const now = fate(at);
    return matcher ? matcher(doc.lines[at], now) : now.removed || now.changed;
  };
  const begins = (at) => {
    if (!wanted(at)) return false;
    if (!at || !wanted(at - 1)) return true;
    return fate(at).label !== fate(at - 1).label || doc.lines[at].rule !== doc.lines[at - 1].rule;
  };
  for (let at = from + step; at >= 0 && at < doc.lines.length; at += step) if (begins(at)) return at;
  return null;
}

export function goToRemoval(step) {
  const found = nextRemoval(active, step);
  if (found !== null) goTo(found, { scroll: "center" });
  return found !== null;
}
