// The pack under edit: what its rules remove and keep in these documents, and which of their examples fail.

import { get } from "./api.js";
import { amount, announce, byId, element } from "./dom.js";

const POLL_MS = 700; // short enough that a person who saves the file and turns to the page does not wait

let seen = "";
let version = 0;
let reloaded = () => {};

export function connect(handlers, path) {
  reloaded = handlers.reloaded;
  byId("rules").hidden = false;
  const title = byId("rules").querySelector("h2");
  title.textContent = `Pack ${path.split("/").slice(-2).join("/")}`;
  title.title = path;
  poll();
}

async function poll() {
  try {
    if (!document.hidden) {
      const answer = await get("rules", { seen });
      if (answer.rules) paint(answer);
      seen = answer.seen;
    }
  } finally {
    setTimeout(poll, POLL_MS);
  }
}

function paint(answer) {
  const opened = new Set([...byId("rules-body").querySelectorAll("details[open]")].map((one) => one.dataset.rule));
  byId("rules-body").replaceChildren(
    element("p", { class: "progress" }, progress(answer)),
    answer.error && element("p", { class: "error" }, element("b", {}, "The pack cannot be used. "), answer.error),
    ...answer.failures.map(failure),
    ...answer.rules.map((rule) => entry(rule, opened.has(rule.rule))),
  );
  if (version && answer.version !== version) {
    announce(answer.error ? `The pack cannot be used: ${answer.error}` : "The pack was reloaded.");
    reloaded();
  }
  version = answer.version;
}

function progress({ done, all, error, failures }) {
  if (error) return "Documents are shown without it.";
  const examples = failures.length ? amount(failures.length, "example") + (failures.length === 1 ? " fails" : " fail") : "all examples pass";
  return `${done.toLocaleString("en")} of ${amount(all, "document")} · ${examples}`;
}

function failure({ rule, field, example, problem }) {
  return element("div", { class: "error" }, element("code", {}, rule), element("p", {}, `${field}: ${problem}`), element("pre", { lang: "" }, example));
}

function entry(rule, open) {
  const counts = element("span", { class: "count" }, `${rule.removed} removed, ${rule.kept} kept`);
  const head = element("summary", {}, element("code", {}, rule.rule || "no rule"), " ", counts);
  const why = rule.own ? rule.why : "not in the pack: decides differently because of its removals";
  return element("details", { "data-rule": rule.rule, open: open || rule.own }, head, element("p", { class: "hint" }, why), element("ul", { class: "effects" }, ...rule.lines.map(effect)));
}

function effect({ id, name, start, text, removed }) {
  const state = element("span", { class: "mark pack" }, removed ? "− removed" : "+ kept");
  const link = element("a", { href: `#${id}/${start}` }, element("span", { lang: "" }, text));
  return element("li", {}, state, " ", link, element("span", { class: "under" }, name));
}
