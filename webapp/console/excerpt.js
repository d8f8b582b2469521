// SPDX-License-Identifier: Apache-2.0
// The lines of a picked file that an error points to.
import { tags } from "./html.js";

const { code, div, mark, p, pre, span } = tags;
const AROUND = 3;

/** File and line, however they are said: "x.py, line 3", "x.py:3", `File "x.py", line 3`. */
function placeOf(message, files) {
  for (const found of message.matchAll(/([\w./-]+\.(?:py|ya?ml|txt|toml))"?(?:, line |:| line )(\d+)/g)) {
    const name = Object.keys(files).find((one) => found[1] === one || found[1].endsWith(`/${one}`) || (/\.ya?ml$/.test(one) && Object.keys(files).length === 1));
    if (name) return { name, line: Number(found[2]) };
  }
  return null;
}

export function Place({ message, files }) {
  const place = placeOf(message, files);
  if (!place) return null;
  const lines = files[place.name].split("\n");
  const first = Math.max(0, place.line - 1 - AROUND);
  const shown = lines.slice(first, place.line + AROUND);
  const row = (text, index) => {
    const number = first + index + 1;
    return [span({ class: "faint" }, `${String(number).padStart(4)}  `), number === place.line ? mark(text || " ") : text, "\n"];
  };
  return div({ class: "excerpt" }, p(code(place.name), `, line ${place.line}`), pre({ tabIndex: 0, "aria-label": `${place.name} around line ${place.line}` }, shown.map(row)));
}
