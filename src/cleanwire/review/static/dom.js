// Elements are made from text, never from markup, so the content of documents is shown and not interpreted.

export const byId = (id) => document.getElementById(id);

// Return an element; `properties` are its attributes, except those that are null or false.
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key === "onclick") made.addEventListener("click", value);
    else if (value === true && !key.startsWith("aria-")) made.setAttribute(key, "");
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

// Announce a message to screen readers.
export function announce(text) {
  const place = byId("told");
  place.textContent = "";
  // Screen readers speak what changes, so the same message twice has to differ.
  requestAnimationFrame(() => { place.textContent = text; });
}

// Announce a message, and show it above the document.
export function notify(text) {
  announce(text);
  byId("notice").textContent = text;
  byId("notice").hidden = false;
}

export const amount = (number, noun, more = `${noun}s`) => `${number.toLocaleString("en")} ${number === 1 ? noun : more}`;
