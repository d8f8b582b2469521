// SPDX-License-Identifier: Apache-2.0
// What differs between the files of two revisions: file by file, line by line.
import { structuredPatch } from "./lib/diff.js";

/** Beyond so many changed lines nobody reads on, and finding the fewest takes long. */
const MOST = 4000;
const SIGNS = { "+": "added", "-": "removed", " ": "same", "\\": "note" };

/** The hunks of two texts, each line with its numbers; null when they have next to nothing in common. */
function hunksOf(path, before, now) {
  const patch = structuredPatch(path, path, before, now, "", "", { context: 3, maxEditLength: MOST });
  return patch ? patch.hunks.map(numbered) : null;
}

function numbered({ oldStart, newStart, lines }) {
  let [before, now] = [oldStart, newStart];
  return lines.map((line) => {
    const kind = SIGNS[line[0]];
    return {
      kind,
      text: kind === "note" ? line.slice(2) : line.slice(1),
      before: kind === "same" || kind === "removed" ? before++ : null,
      now: kind === "same" || kind === "added" ? now++ : null,
    };
  });
}

const total = (hunks, kind) => (hunks ?? []).flat().filter((line) => line.kind === kind).length;

function change(path, before, now) {
  const isText = [before, now].every((file) => !file || file.text !== undefined);
  const all = isText ? hunksOf(path, before?.text ?? "", now?.text ?? "") : null;
  const hunks = all?.map((lines) => lines.filter((line) => line.kind !== "note" || (before && now))) ?? null;
  const what = !before ? "new" : now ? "changed" : "removed";
  return { path, what, isText, hunks, before, now, added: total(hunks, "added"), removed: total(hunks, "removed") };
}

/** The files that are not the same in both, by path. */
export function changesBetween(before, now) {
  const old = new Map(before.files.map((file) => [file.path, file]));
  const fresh = new Map(now.files.map((file) => [file.path, file]));
  return [...new Set([...old.keys(), ...fresh.keys()])]
    .sort()
    .filter((path) => old.get(path)?.sha256 !== fresh.get(path)?.sha256)
    .map((path) => change(path, old.get(path), fresh.get(path)));
}
