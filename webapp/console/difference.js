// SPDX-License-Identifier: Apache-2.0
// Shows what differs between two revisions of a pipeline.
import { getJson, segment } from "./api.js";
import { changesBetween } from "./changes.js";
import { h, tags, useMemo } from "./html.js";
import { bytes, count } from "./numbers.js";
import { Problem } from "./problem.js";
import { useFetched } from "./server.js";

const { caption, code, div, p, span, table, tbody, td, th, thead, tr } = tags;
const SAID = { added: "added", removed: "removed" };
const SIGN = { added: "+", removed: "−" };

function Line({ line }) {
  if (line.kind === "note") return tr({ class: "note" }, td({ class: "at" }), td({ class: "at" }), td(line.text));
  return tr(
    { class: line.kind },
    td({ class: "at" }, line.before),
    td({ class: "at" }, line.now),
    td(
      { class: "text" },
      span({ class: "sign", "aria-hidden": "true" }, SIGN[line.kind] ?? ""),
      SAID[line.kind] && span({ class: "unseen" }, `${SAID[line.kind]}: `),
      code(line.text || " "),
    ),
  );
}

function Lines({ hunks }) {
  return hunks.map((lines, index) => [
    index > 0 && tr({ class: "gap" }, td({ colSpan: 3 }, span({ class: "unseen" }, "Lines that are the same are left out"), span({ "aria-hidden": "true" }, "⋯"))),
    lines.map((line, at) => h(Line, { key: `${index}.${at}`, line })),
  ]);
}

/** What is said of a file that has no lines to show. */
function sizes({ isText, before, now }) {
  const size = (file) => (file ? bytes(file.size) : "none");
  return `${isText ? "Next to nothing is the same" : "No text, or too long to show"}: ${size(before)} before, ${size(now)} now.`;
}

function FileChange({ change }) {
  const { path, what, hunks } = change;
  return table(
    { class: "difference" },
    caption(
      code(path),
      " ",
      what !== "changed" && span({ class: "tag" }, what),
      hunks && span({ class: "counts", "aria-hidden": "true" }, span({ class: "good" }, `+${count(change.added)}`), " ", span({ class: "bad" }, `−${count(change.removed)}`)),
      hunks && span({ class: "unseen" }, ` lines added: ${count(change.added)}, removed: ${count(change.removed)}`),
    ),
    thead(tr(th({ class: "at", scope: "col" }, "Before"), th({ class: "at", scope: "col" }, "Now"), th({ scope: "col" }, "Line"))),
    tbody(hunks?.length ? h(Lines, { hunks }) : tr(td({ class: "whole", colSpan: 3 }, hunks ? "It has no lines." : sizes(change)))),
  );
}

const one = (name, revision) => getJson(`revisions/${segment(name)}/${segment(revision)}`);

/** From the files of revision `before` to those of `now`. */
export function Difference({ name, before, now }) {
  const { value, error } = useFetched(() => Promise.all([one(name, before), one(name, now)]), [name, before, now]);
  const changes = useMemo(() => value && changesBetween(...value), [value]);
  if (error) return h(Problem, { error });
  if (!changes) return p({ class: "faint" }, "Comparing …");
  if (changes.length === 0) return p({ class: "faint" }, "They have the same files.");
  return div({ class: "differences" }, changes.map((change) => h(FileChange, { key: change.path, change })));
}
