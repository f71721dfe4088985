// Facts about the active line: why it is removed or kept, and what a person said.

import { amount, byId, element } from "./dom.js";
import * as view from "./view.js";

export function paint() {
  const line = view.activeLine();
  for (const button of byId("panel").querySelectorAll("button")) button.disabled = !line;
  if (!line) return byId("facts").replaceChildren();
  const now = view.activeFate();
  const run = view.selected().length;
  byId("panel-title").textContent = run > 1 ? `${amount(run, "line")} selected` : `Line ${line.row + 1}`;
  byId("flip").textContent = now.removed ? "Keep" : "Remove";
  byId("clear").disabled = run === 1 && !now.decision;
  byId("facts").replaceChildren(state(line, now), ...facts(line, now));
}

function state(line, now) {
  const label = view.labelOf(now.label);
  const tag = element("span", { class: `tag g-${now.removed ? label.group : "site"}` }, label.name);
  return element("p", { class: "state" }, element("b", {}, now.removed ? "Removed" : "Kept"), " ", tag);
}

function facts(line, now) {
  const rows = [];
  const fact = (name, ...value) => rows.push(element("dt", {}, name), element("dd", {}, ...value));
  if (now.changed) {
    const said = line.removed ? `removed, ${view.labelOf(line.label).name}` : `kept, ${view.labelOf(line.label).name}`;
    fact(now.own ? "You said so; cleanwire says" : "The file says so; cleanwire says", said);
  }
  if (line.pack) fact("Pack under edit", line.pack === "removed" ? "causes the removal" : "causes it to be kept");
  fact("Rule", line.rule ? element("code", {}, line.rule) : "none");
  if (line.rule) fact("Confidence", line.confidence.toFixed(2));
  if (line.evidence) fact("Evidence", element("q", { lang: "" }, line.evidence));
  if (line.claims.length) fact("Also claimed", element("ul", {}, ...line.claims.map(claim)));
  if (now.note) fact("Your note", element("span", { class: "noted" }, now.note));
  return [element("dl", {}, ...rows)];
}

function claim(one) {
  return element("li", {}, `${view.labelOf(one.label).name} `, element("code", {}, one.rule), ` ${one.confidence.toFixed(2)}`);
}
