// All keys, for the page and for the list of keys.

export const KEYS = [
  ["Lines", [
    { keys: ["ArrowDown", "j"], action: "down", does: "next line" },
    { keys: ["ArrowUp", "k"], action: "up", does: "previous line" },
    { keys: ["Shift+ArrowDown", "Shift+J"], action: "extendDown", does: "select a run of lines, downwards" },
    { keys: ["Shift+ArrowUp", "Shift+K"], action: "extendUp", does: "select a run of lines, upwards" },
    { keys: ["Home"], action: "first", does: "first line" },
    { keys: ["End"], action: "last", does: "last line" },
    { keys: ["n"], action: "nextRemoval", does: "next removal, or next line that matches the filter" },
    { keys: ["p"], action: "previousRemoval", does: "previous one" },
  ]],
  ["Decisions", [
    { keys: ["Space", "x"], action: "flip", does: "remove or keep the line or run" },
    { keys: ["l"], action: "label", does: "choose its label; then a letter" },
    { keys: ["m"], action: "note", does: "write a note on it" },
    { keys: ["c"], action: "clear", does: "reset to what cleanwire says" },
    { keys: ["u", "Ctrl+Z"], action: "undo", does: "undo" },
    { keys: ["Shift+U", "Ctrl+Y", "Ctrl+Shift+Z"], action: "redo", does: "redo" },
  ]],
  ["Documents", [
    { keys: ["]"], action: "next", does: "next document that matches the filter" },
    { keys: ["["], action: "previous", does: "previous one" },
    { keys: ["v"], action: "mark", does: "mark the document as reviewed, or not" },
    { keys: ["Shift+V"], action: "markAndNext", does: "mark as reviewed and go to the next" },
    { keys: ["e"], action: "save", does: "save as a fixture, a bug report or training data" },
    { keys: ["/"], action: "filter", does: "filter" },
    { keys: ["g"], action: "list", does: "go to the list of documents" },
    { keys: ["?"], action: "help", does: "show this list" },
    { keys: ["Escape"], action: "escape", does: "close; select only one line" },
  ]],
];

const ACTIONS = new Map(KEYS.flatMap(([, rows]) => rows.flatMap(({ keys, action }) => keys.map((key) => [key, action]))));

const SHOWN = { ArrowDown: "↓", ArrowUp: "↑", Escape: "Esc" };

export const shownKey = (key) => key.split("+").map((part) => SHOWN[part] || part.toLowerCase().replace(/^[a-z]{2,}$/, (word) => word[0].toUpperCase() + word.slice(1)));

// Return the action of a key press, or nothing while the person types in a field.
export function actionOf(event) {
  if (event.altKey || event.isComposing || document.querySelector("dialog[open]")) return undefined;
  const field = event.target.closest?.("input, select, textarea");
  if (field) return event.key === "Escape" ? "escape" : undefined;
  if (event.key === " " && event.target.closest?.("button, summary, a")) return undefined;
  const control = event.ctrlKey || event.metaKey;
  const key = event.key === " " ? "Space" : event.key.length === 1 && (event.shiftKey || control) ? event.key.toUpperCase() : event.key;
  const shift = event.shiftKey && (key.length > 1 || /[A-Z]/.test(key));
  return ACTIONS.get(`${control ? "Ctrl+" : ""}${shift ? "Shift+" : ""}${key}`);
}
