// The decisions about a document, as values; nothing here touches the page.

export const EITHER = "either";
const CONTENT = new Set(["body", "headline"]);

// Return the decision that contains a line, or null.
export function decisionAt(work, start) {
  let low = 0;
  let high = work.decisions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (work.decisions[middle].end <= start) low = middle + 1;
    else high = middle;
  }
  const found = work.decisions[low];
  return found && found.start <= start ? found : null;
}

// Return the state of a line: from a decision, or else from cleanwire.
export function fateOf(line, work) {
  const decision = decisionAt(work, line.start);
  const label = decision?.label || line.label;
  const removed = label === EITHER || !decision?.label ? line.removed : !CONTENT.has(label);
  const changed = Boolean(decision?.label) && label !== line.label;
  return { label, removed, changed, own: Boolean(decision?.own), note: decision?.note || "", decision };
}

// Return the work with new decisions in place of older ones, as the server will have it.
export function applied(work, made) {
  const kept = work.decisions.filter((one) => !made.some((new_) => one.start < new_.end && new_.start < one.end));
  const given = made.filter((one) => one.label || one.note).map((one) => ({ ...one, own: true }));
  const decisions = [...kept, ...given].sort((left, right) => left.start - right.start);
  return { ...work, decisions, undo: work.undo + 1, redo: 0 };
}

// Return a decision that gives a line a label; an empty one if cleanwire already gives it.
export function decisionFor(line, work, label) {
  const note = decisionAt(work, line.start)?.note || "";
  return { start: line.start, end: line.end, label: label === line.label ? "" : label, note };
}

// Return the label that a line gets when it is flipped.
export function flippedLabel(line, removed, fallback) {
  if (!removed) return line.removed ? "body" : line.label;
  return line.removed ? line.label : line.suggested || fallback;
}

// Return those of my changes to lines that somebody else changed differently.
export function clashes(made, base, theirs) {
  const told = (work, start) => {
    const found = decisionAt(work, start);
    return found ? `${found.label}\n${found.note}` : "\n";
  };
  return made.filter((one) => {
    const now = told(theirs, one.start);
    return now !== told(base, one.start) && now !== `${one.label}\n${one.note}`;
  });
}
