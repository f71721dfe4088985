// Elements are made of text, never of markup: what a document holds is shown and not obeyed.

export const byId = (id) => document.getElementById(id);

// Return an element; `properties` are its attributes, those that are null or false are left out.
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

// Say something to who listens to the page.
export function announce(text) {
  const place = byId("told");
  place.textContent = "";
  // A reader speaks what changes: the same words twice are no change.
  requestAnimationFrame(() => { place.textContent = text; });
}

// Say something, and show it above the document.
export function notify(text) {
  announce(text);
  byId("notice").textContent = text;
  byId("notice").hidden = false;
}

export const amount = (number, noun, more = `${noun}s`) => `${number.toLocaleString("en")} ${number === 1 ? noun : more}`;
