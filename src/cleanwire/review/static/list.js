// The list of documents, which is fetched as it scrolls, and the filter for documents and removals.

import { get } from "./api.js";
import { amount, byId, element } from "./dom.js";
import * as view from "./view.js";

const ROWS = 100; // fetched at a time
const WAIT_MS = 250; // after a key in the filter
const AGAIN_MS = 1500; // while documents that the filter may list are still being cleaned

const place = byId("list");
const form = byId("filter");
let following = null; // the number of the first document that is not listed yet
let shownId = null;
let generation = 0; // answers to an older filter are dropped
let timer = 0;
let left = ""; // what the files hold besides these documents
let handlers = { filtered: () => {} };

const end = element("li", { class: "end", "aria-hidden": true });
const sight = new IntersectionObserver((seen) => {
  if (following !== null && seen.some((one) => one.isIntersecting)) more();
}, { root: byId("documents"), rootMargin: "400px" });

export function connect(given, session) {
  handlers = given;
  left = leftOut(session);
  form.elements.label.append(...session.labels.map((one) => element("option", { value: one.label }, one.name)));
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(filter, WAIT_MS); });
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => { event.preventDefault(); filter(); });
  sight.observe(end);
}

export const query = () => Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ""));

// Return a predicate for lines that match the filter; null if the filter has no conditions on lines.
function fitting() {
  const { label, rule, low, high, changed } = query();
  if (!label && !rule && !low && !high && !changed) return null;
  const [least, most] = [Number(low || 0), Number(high || 1)];
  return (line, now) => {
    if (changed && (changed === "yes") !== (now.changed && now.own)) return false;
    if (label && now.label !== label && !(line.removed && line.label === label)) return false;
    if (rule && !line.rule.startsWith(rule)) return false;
    if ((low || high) && !(line.confidence >= least && line.confidence <= most)) return false;
    return now.removed || now.changed || line.removed;
  };
}

export async function filter() {
  const used = Object.keys(query()).length;
  byId("filter-on").textContent = used ? ` · ${used} on` : "";
  await refill();
  handlers.filtered(fitting());
}

// Fetch the list from the start.
export async function refill() {
  clearTimeout(timer);
  generation += 1;
  const mine = generation;
  const answer = await get("documents", { ...query(), from: 0, count: ROWS });
  if (mine !== generation) return;
  place.replaceChildren(...answer.documents.map(row), end);
  following = answer.next;
  byId("matching").textContent = summary(answer);
  if (answer.known < answer.all) timer = setTimeout(asksForFindings() ? refill : learn, AGAIN_MS);
}

// Update entries whose documents were not yet cleaned when they were listed.
async function learn() {
  const mine = generation;
  const first = place.querySelector("li[data-unknown]");
  if (!first) return;
  const answer = await get("documents", { ...query(), from: first.dataset.number, count: ROWS });
  if (mine !== generation) return;
  for (const one of answer.documents) {
    const found = place.querySelector(`li[data-id="${one.id}"]`);
    if (found) painted(found, one);
  }
  timer = setTimeout(learn, AGAIN_MS);
}

const asksForFindings = () => ["label", "rule", "low", "high"].some((name) => query()[name]);

function summary({ matching, all, known }) {
  const text = matching === all ? amount(all, "document") : `${matching.toLocaleString("en")} of ${all.toLocaleString("en")} documents`;
  return asksForFindings() && known < all ? `${text}, ${known.toLocaleString("en")} checked so far` : `${text}${left}`;
}

function leftOut({ copies, without }) {
  const facts = [copies && `${amount(copies, "copy", "copies")} of others`, without && `${amount(without, "record")} without text`].filter(Boolean);
  return facts.length ? `; omitted: ${facts.join(", ")}` : "";
}

async function more() {
  const mine = generation;
  const from = following;
  following = null;
  const answer = await get("documents", { ...query(), from, count: ROWS });
  if (mine !== generation) return;
  end.before(...answer.documents.map(row));
  following = answer.next;
  sight.unobserve(end); // else it is not reported again while it stays in sight
  sight.observe(end);
}

function row(one) {
  const found = element("li", { "data-id": one.id, "data-number": one.number }, element("a", { href: `#${one.id}` }));
  return painted(found, one);
}

function painted(found, one) {
  found.classList.toggle("reviewed", one.reviewed);
  found.toggleAttribute("data-unknown", one.labels === null);
  const facts = [one.reviewed && "reviewed", one.changed && `${one.changed} changed`].filter(Boolean).join(", ");
  const groups = [...new Set((one.labels || []).map((label) => view.labelOf(label).group))];
  const signs = element("span", { class: "groups", "aria-hidden": true }, ...groups.map((group) => element("i", { class: `g-${group}` })));
  const link = found.querySelector("a");
  link.title = one.name;
  link.replaceChildren(
    element("span", { class: "title" }, ...named(one.name)),
    signs,
    element("span", { class: "under" }, facts),
  );
  mark(found);
  return found;
}

// The last part of a path distinguishes documents; the folder follows it.
function named(name) {
  const [, folder, last] = /^(?:.*\/)?([^/]+)\/([^/]+)$/.exec(name) || [];
  return last ? [last, element("span", { class: "folder" }, ` ${folder}`)] : [name];
}

function mark(found) {
  const link = found.querySelector("a");
  if (found.dataset.id === shownId) link.setAttribute("aria-current", "page");
  else link.removeAttribute("aria-current");
}

// Mark the document on screen.
export function showCurrent(id) {
  shownId = id;
  for (const found of place.querySelectorAll("li[data-id]")) mark(found);
  place.querySelector(`li[data-id="${id}"]`)?.scrollIntoView({ block: "nearest" });
}

export const focusCurrent = () => place.querySelector("a[aria-current]")?.focus();

// Update the entry of a document, if it is listed.
export function update(doc) {
  const found = place.querySelector(`li[data-id="${doc.id}"]`);
  if (!found) return;
  const labels = [...new Set(doc.lines.filter((line) => line.removed).map((line) => line.label))];
  const changed = doc.work.decisions.filter((one) => one.own).length;
  painted(found, { ...doc, labels, changed, reviewed: doc.work.reviewed });
}
