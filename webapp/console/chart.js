// SPDX-License-Identifier: Apache-2.0
// A small line of the last values. It only illustrates the number beside it, so readers of screens skip it.
import { tags } from "./html.js";

const { svg, path } = tags;
const WIDTH = 120;
const HEIGHT = 32;
const POINTS = 60;

function line(values, top) {
  const step = WIDTH / (POINTS - 1);
  const offset = POINTS - values.length;
  let drawing = "";
  let pen = "M";
  values.forEach((value, index) => {
    if (value === null) return;
    const x = ((index + offset) * step).toFixed(1);
    const y = (HEIGHT - 2 - (value / top) * (HEIGHT - 4)).toFixed(1);
    drawing += `${pen}${x} ${y}`;
    pen = "L";
  });
  return drawing;
}

export function Chart({ values, kind }) {
  const known = values.filter((value) => value !== null);
  const moves = known.length > 1 && known.some((value) => value > 0);
  const drawing = line(values, Math.max(...known, 1e-9) * 1.05);
  const first = drawing.match(/^M([\d.]+)/)?.[1];
  const last = drawing.match(/([\d.]+) [\d.]+$/)?.[1];
  return svg(
    { class: `chart ${kind}`, viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" },
    path({ class: "line idle", d: `M0 ${HEIGHT - 2}L${WIDTH} ${HEIGHT - 2}` }),
    moves && path({ class: "area", d: `${drawing}L${last} ${HEIGHT}L${first} ${HEIGHT}Z` }),
    moves && path({ class: "line", d: drawing }),
  );
}
