// Requests to the server of the page. Its token is part of the page's address, so relative addresses include it.

export class RefusedError extends Error {
  constructor(status, body) {
    super(body.error || `the server answered ${status}`);
    this.status = status;
    this.body = body;
  }
}

async function answered(response) {
  const text = await response.text();
  const body = parsed(text) ?? { error: text.trim() }; // refusals of the guard are plain text
  if (!response.ok) throw new RefusedError(response.status, body);
  return body;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export async function get(path, query = {}) {
  const given = Object.entries(query).filter(([, value]) => value !== "" && value !== null && value !== undefined);
  const search = given.length ? `?${new URLSearchParams(given)}` : "";
  return answered(await fetch(`api/${path}${search}`));
}

export async function post(path, record) {
  const headers = { "Content-Type": "application/json" };
  return answered(await fetch(`api/${path}`, { method: "POST", headers, body: JSON.stringify(record) }));
}
