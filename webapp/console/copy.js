// SPDX-License-Identifier: Apache-2.0
// Text to take along.
import { h, tags } from "./html.js";
import { announce } from "./notice.js";

const { button, code, div, pre } = tags;

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    announce("Copied");
  } catch {
    announce("The browser does not let this page copy; select the text instead");
  }
}

export function Copy({ text, what = "" }) {
  return button({ type: "button", class: "small copy", onClick: () => copy(text), "aria-label": `Copy ${what}`.trim() }, "Copy");
}

/** Code with a button to copy it. */
export function Snippet({ text, what }) {
  return div({ class: "snippet" }, h(Copy, { text, what }), pre({ tabIndex: 0, "aria-label": what }, code(text)));
}
