// The page: the part of the address after # opens a document; keys and buttons trigger actions.

import { get } from "./api.js";
import * as dialogs from "./dialogs.js";
import { announce, byId, notify } from "./dom.js";
import { actionOf } from "./keys.js";
import * as list from "./list.js";
import * as panel from "./panel.js";
import * as rules from "./rules.js";
import * as saver from "./saver.js";
import * as view from "./view.js";
import { decisionFor, flippedLabel } from "./work.js";

const AHEAD_MS = 300; // before the next document is requested, so that the server has it cleaned by then

let session = null;
let lastLabel = "navigation"; // the label for removing a kept line if nothing suggests a better one

async function start() {
  session = await get("session");
  view.setLabels(session.labels);
  dialogs.connect(session);
  view.connect({ moved: panel.paint, flip, flipRun });
  saver.connect({ ask: dialogs.askWhose, changed: repaint });
  list.connect({ filtered: (fits) => view.current() && view.paint(fits) }, session);
  if (session.rules) rules.connect({ reloaded: () => open(view.current()?.id, view.activeLine()?.start) }, session.rules);
  addEventListener("hashchange", follow);
  addEventListener("visibilitychange", refresh);
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", onButton);
  await list.refill();
  const first = byId("list").querySelector("a")?.hash;
  if (location.hash.length > 1) follow();
  else if (first) location.replace(first);
}

function follow() {
  const [id, at] = location.hash.slice(1).split("/");
  if (id === view.current()?.id && at !== undefined) view.goTo(view.indexAt(Number(at)), { scroll: "center" });
  else if (id !== view.current()?.id) open(id, at === undefined ? null : Number(at));
  showList(false);
}

async function open(id, at = null) {
  if (!id) return;
  byId("main").setAttribute("aria-busy", "true");
  try {
    const doc = await get(`documents/${id}`);
    doc.revision = doc.work.revision;
    if (!location.hash.startsWith(`#${id}`)) return; // the person has opened another document by now
    byId("notice").hidden = true;
    byId("guarded").hidden = !doc.guarded;
    view.show(doc, at);
    repaint(doc);
    list.showCurrent(id);
    byId("lines").focus({ preventScroll: true });
    setTimeout(prepareNext, AHEAD_MS, doc);
  } catch (error) {
    notify(error.message);
  } finally {
    byId("main").removeAttribute("aria-busy");
  }
}

// The server keeps what it has cleaned for a while.
async function prepareNext(doc) {
  if (view.current() !== doc) return;
  const { document: next } = await get(`documents/${doc.id}/beside`, list.query());
  if (next) await get(`documents/${next.id}`);
}

// Another window may have changed the document while this one was hidden.
async function refresh() {
  const doc = view.current();
  if (document.hidden || !doc || !saver.isIdle()) return;
  const now = await get(`documents/${doc.id}`);
  if (!saver.isIdle() || view.current() !== doc || now.work.revision === doc.revision) return;
  doc.revision = now.work.revision;
  doc.work = now.work;
  repaint(doc);
  announce("Another window changed this document. Its changes are now shown.");
}

function repaint(doc) {
  list.update(doc);
  if (doc !== view.current()) return;
  byId("name").textContent = doc.name.split("/").slice(-2).join("/");
  byId("name").title = doc.url || doc.name;
  document.title = `${doc.name} · review`;
  byId("place").textContent = `${(doc.number + 1).toLocaleString("en")} of ${session.documents.toLocaleString("en")}`;
  byId("undo").disabled = !doc.work.undo;
  byId("redo").disabled = !doc.work.redo;
  byId("reviewed").setAttribute("aria-pressed", String(doc.work.reviewed));
  view.paint();
}

function decide(numbers, labelFor) {
  const doc = view.current();
  const made = numbers.map((at) => decisionFor(doc.lines[at], doc.work, labelFor(at)));
  saver.change(doc, "decide", made);
  announce(view.told(view.activeLine(), view.activeFate()) + (made.length > 1 ? `, ${made.length} lines` : ""));
}

function turn(numbers, removed) {
  decide(numbers, (at) => flippedLabel(view.current().lines[at], removed, lastLabel));
}

function flip() {
  turn(view.selected(), !view.activeFate().removed);
}

// The lines of a run get the state of the first of them, or all flip if they have it already.
function flipRun() {
  const numbers = view.selected();
  const first = view.fate(view.activeLine() === view.current().lines[numbers[0]] ? numbers.at(-1) : numbers[0]).removed;
  turn(numbers, numbers.every((at) => view.fate(at).removed === first) ? !first : first);
}

async function chooseLabel() {
  const numbers = view.selected();
  const label = await dialogs.askLabel(view.activeFate().label);
  if (!label) return;
  if (!session.labels.find((one) => one.label === label).kept) lastLabel = label;
  decide(numbers, () => label);
}

async function writeNote() {
  const [doc, line, now] = [view.current(), view.activeLine(), view.activeFate()];
  const note = await dialogs.askNote(now.note);
  if (note === null || note === now.note) return;
  const label = now.decision?.label || "";
  saver.change(doc, "decide", [{ start: line.start, end: line.end, label, note }]);
}

function clear() {
  const doc = view.current();
  const made = view.selected().map((at) => doc.lines[at]).map(({ start, end }) => ({ start, end, label: "", note: "" }));
  saver.change(doc, "decide", made);
  announce("Reset to what cleanwire says.");
}

async function step(by) {
  const { document: found } = await get(`documents/${view.current().id}/beside`, { ...list.query(), step: by });
  if (found) location.hash = found.id;
  else notify(by > 0 ? "No further document matches." : "No earlier document matches.");
}

function mark(reviewed = !view.current().work.reviewed) {
  saver.change(view.current(), { action: "mark", reviewed });
  announce(reviewed ? "Marked as reviewed." : "No longer marked as reviewed.");
}

async function save() {
  try {
    const told = await dialogs.askForm(view.current());
    if (told) notify(told);
  } catch (error) {
    notify(error.message);
  }
}

function showList(shown = !document.body.classList.contains("listing")) {
  document.body.classList.toggle("listing", shown);
  byId("open-list").setAttribute("aria-expanded", String(shown));
}

function escape() {
  showList(false);
  byId("lines").focus({ preventScroll: true });
  view.move(0);
}

function jump(by) {
  if (!view.goToRemoval(by)) announce(by > 0 ? "There is none below." : "There is none above.");
}

function editFilter() {
  showList(true);
  byId("filter-details").open = true;
  byId("filter").elements.label.focus();
}

const ACTIONS = {
  down: () => view.move(1),
  up: () => view.move(-1),
  extendDown: () => view.move(1, { extend: true }),
  extendUp: () => view.move(-1, { extend: true }),
  first: () => view.goToEdge(false),
  last: () => view.goToEdge(true),
  nextRemoval: () => jump(1),
  previousRemoval: () => jump(-1),
  flip,
  label: chooseLabel,
  note: writeNote,
  clear,
  undo: () => view.current().work.undo && saver.change(view.current(), { action: "undo" }),
  redo: () => view.current().work.redo && saver.change(view.current(), { action: "redo" }),
  next: () => step(1),
  previous: () => step(-1),
  mark: () => mark(),
  markAndNext: () => { mark(true); step(1); },
  save,
  filter: editFilter,
  list: () => (byId("open-list").checkVisibility?.() === false ? list.focusCurrent() : showList()),
  help: dialogs.showHelp,
  escape,
};
const WITHOUT_LINES = new Set(["next", "previous", "mark", "markAndNext", "save", "filter", "list", "help", "escape", "undo", "redo"]);

function perform(action) {
  if (!view.current() && !["filter", "list", "help", "escape"].includes(action)) return;
  if (!WITHOUT_LINES.has(action) && !view.count()) return;
  byId("notice").hidden = true; // the message was about an earlier action
  ACTIONS[action]();
}

function onKey(event) {
  const action = actionOf(event);
  if (!action) return;
  event.preventDefault();
  perform(action);
}

function onButton(event) {
  if (event.target.closest("#open-list")) return showList();
  const action = event.target.closest("button[data-do]")?.dataset.do;
  if (action) perform(action);
}

start();
