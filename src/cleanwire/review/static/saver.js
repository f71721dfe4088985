// Sends changes one after the other. The page says "Saved" once they are on disk, not earlier.

import { post, RefusedError } from "./api.js";
import { announce, byId, notify } from "./dom.js";
import { applied, clashes } from "./work.js";

const AGAIN_MS = 2000; // between tries while the server does not answer

const waiting = []; // changes that are not on disk yet
let sending = false;
let ask = null; // asks the person about a conflict: (document, changes, theirs) => "mine" or "theirs"
let changed = null; // called with new work: (document) => void

export function connect(handlers) {
  ({ ask, changed } = handlers);
  addEventListener("beforeunload", (event) => {
    if (waiting.length) event.preventDefault();
  });
}

export const isIdle = () => waiting.length === 0;

// Change a document: `made` are decisions, or null for another action.
export function change(doc, action, made = null) {
  waiting.push({ doc, action, made, base: doc.work });
  if (made) doc.work = applied(doc.work, made);
  changed(doc);
  show("saving", "Saving…");
  send();
}

async function send() {
  if (sending || !waiting.length) return;
  sending = true;
  const { doc, action, made } = waiting[0];
  const record = made ? { action: "decide", decisions: made } : action;
  try {
    const { work } = await post(`documents/${doc.id}/changes`, { ...record, revision: doc.revision });
    waiting.shift();
    arrived(doc, work);
  } catch (error) {
    if (!(error instanceof RefusedError)) {
      show("failed", "Not saved: the server does not answer");
      setTimeout(() => { sending = false; send(); }, AGAIN_MS);
      return;
    }
    if (error.status === 409) await merge(doc, error.body.work);
    else refuse(doc, error);
  }
  sending = false;
  if (waiting.length) send();
  else if (byId("saved").dataset.state === "saving") show("saved", "Saved");
}

// Take the state on the server, and apply the changes that wait for this document.
function arrived(doc, work) {
  doc.revision = work.revision;
  doc.work = waiting.filter((one) => one.doc === doc && one.made).reduce((now, one) => applied(now, one.made), work);
  changed(doc);
}

// Another window was faster: keep both changes if they are about different lines, else ask.
async function merge(doc, theirs) {
  const mine = waiting[0];
  if (!mine.made) {
    if (mine.action.action === "mark") return arrived(doc, theirs);
    waiting.shift();
    arrived(doc, theirs);
    return notify("Another window changed this document. Nothing was undone here; check it first.");
  }
  const disputed = clashes(mine.made, mine.base, theirs);
  if (disputed.length && (await ask(doc, disputed, theirs)) === "theirs") {
    mine.made = mine.made.filter((one) => !disputed.includes(one));
  }
  mine.base = theirs;
  if (!mine.made.length) waiting.shift();
  arrived(doc, theirs);
  notify(disputed.length ? "Resolved." : "Another window changed other lines of this document; both changes are kept.");
}

function refuse(doc, error) {
  const dropped = waiting.filter((one) => one.doc === doc);
  doc.work = dropped[0].base;
  waiting.splice(0, waiting.length, ...waiting.filter((one) => one.doc !== doc));
  changed(doc);
  show("failed", `Not saved: ${error.message}`);
  announce(`Not saved: ${error.message}`);
}

function show(state, text) {
  byId("saved").dataset.state = state;
  byId("saved-text").textContent = text;
}
