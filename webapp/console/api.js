// SPDX-License-Identifier: Apache-2.0
// Calls of the server's routes. All addresses are relative to the page: it may stand below any prefix.

export const root = new URL(".", document.baseURI).href;
export const address = (path) => new URL(path, root).href;
export const segment = (name) => encodeURIComponent(name);

/** A refusal, with the server's own words. */
export class ApiError extends Error {
  constructor(status, message, code) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** What an answer's body says went wrong: the server's form, or whatever stands between us. */
export async function errorOf(response) {
  const text = await response.text();
  try {
    const body = JSON.parse(text);
    return new ApiError(response.status, body.error?.message ?? text, body.error?.code);
  } catch {
    return new ApiError(response.status, `${response.status} ${response.statusText}`);
  }
}

/** Sends a request; refusals are thrown. */
export async function call(path, options = {}) {
  let response;
  try {
    response = await fetch(address(path), options);
  } catch (failure) {
    if (failure.name === "AbortError") throw failure;
    throw new ApiError(0, "The server cannot be reached.");
  }
  if (!response.ok) throw await errorOf(response);
  return response;
}

export const getJson = async (path, options) => (await call(path, options)).json();

export const post = (path, body, options = {}) =>
  call(path, {
    ...options,
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body ?? {}),
  });

export const postJson = async (path, body, options) => (await post(path, body, options)).json();
