// Dialogs: choose a label, write a note, save as, resolve a conflict; and the list of keys.

import { post } from "./api.js";
import { amount, byId, element } from "./dom.js";
import { KEYS, shownKey } from "./keys.js";
import { labelOf } from "./view.js";
import { decisionAt } from "./work.js";

// Open a dialog and return the value of the button that closed it; nothing if it was dismissed.
function asked(id) {
  const dialog = byId(id);
  const before = document.activeElement;
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((answered) => {
    dialog.addEventListener("close", () => {
      before?.focus?.();
      answered(dialog.returnValue);
    }, { once: true });
  });
}

// Let keys press the buttons of an open dialog.
function keyed(id, buttons) {
  byId(id).addEventListener("keydown", (event) => {
    const button = buttons.get(event.key.toLowerCase());
    if (!button || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    button.click();
  });
}

export function connect({ labels, output }) {
  byId("output").textContent = `${output}/`;
  const buttons = new Map();
  const groups = new Map();
  for (const one of labels) {
    const close = () => byId("labels-dialog").close(one.label);
    const button = element("button", { type: "button", class: `g-${one.kept ? "kept" : one.group}`, onclick: close, "data-label": one.label, "aria-keyshortcuts": one.key }, element("kbd", {}, one.key), ` ${one.name}`);
    buttons.set(one.key, button);
    const group = one.kept ? "kept" : "removed";
    groups.set(group, [...(groups.get(group) || []), button]);
  }
  byId("labels-list").append(...[...groups].map(([group, some]) => element("div", { role: "group", "aria-label": group }, element("h3", {}, group), ...some)));
  keyed("labels-dialog", buttons);
  keyed("save-dialog", new Map([...byId("save-dialog").querySelectorAll(".forms button")].map((one) => [one.querySelector("kbd").textContent, one])));
  byId("note-text").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) byId("note-dialog").close("keep");
  });
  byId("help-keys").append(...KEYS.map(([title, rows]) => element("section", {}, element("h3", {}, title), element("dl", {}, ...rows.flatMap(keyRow)))));
}

function keyRow({ keys, does }) {
  const together = (key) => shownKey(key).flatMap((part, step) => [step ? "+" : "", element("kbd", {}, part)]);
  const shown = keys.flatMap((key, at) => [at ? " or " : "", element("span", { class: "together" }, ...together(key))]);
  return [element("dt", {}, ...shown), element("dd", {}, does)];
}

export function askLabel(current) {
  const answer = asked("labels-dialog");
  for (const button of byId("labels-list").querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(button.dataset.label === current));
    if (button.dataset.label === current) button.focus();
  }
  return answer;
}

// Return the note that the person wrote; null if the dialog was dismissed.
export async function askNote(note) {
  byId("note-text").value = note;
  return (await asked("note-dialog")) === "keep" ? byId("note-text").value.trim() : null;
}

export const showHelp = () => asked("help-dialog");

export function askWhose(doc, disputed, theirs) {
  byId("clash-lines").replaceChildren(...disputed.map((one) => {
    const line = doc.lines.find((other) => other.start === one.start);
    const there = decisionAt(theirs, one.start);
    const named = (label) => (label ? labelOf(label).name : `as cleanwire says (${labelOf(line.label).name})`);
    return element("li", {}, element("q", { lang: "" }, line.text), element("span", { class: "under" }, `there: ${named(there?.label)} · here: ${named(one.label)}`));
  }));
  // Dismissing the question keeps what is on disk.
  return asked("clash-dialog").then((answer) => answer || "theirs");
}

// Save what the person chooses, and return a message about it.
export async function askForm(doc) {
  const answer = await asked("save-dialog");
  if (!answer) return "";
  const path = answer === "training" ? "training" : `documents/${doc.id}/files`;
  const saved = await post(path, { form: answer });
  const count = saved.documents ? ` (${amount(saved.documents, "record")})` : "";
  return `Saved ${saved.path}${count}`;
}
