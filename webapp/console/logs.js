// SPDX-License-Identifier: Apache-2.0
// What a pipeline's workers print, followed while one looks.
import { getJson, segment } from "./api.js";
import { h, tags, useEffect, useRef } from "./html.js";
import { useLive } from "./live.js";
import { Problem } from "./problem.js";
import { useFetched } from "./server.js";

const { p, pre, span } = tags;

export function Logs({ name }) {
  const beat = useLive().pipelines;
  const refused = useRef(false); // and will be again
  const { value, error } = useFetched(() => getJson(`logs/${segment(name)}?limit=500`), [name, refused.current || beat]);
  refused.current = error !== null;
  const box = useRef(null);
  const atEnd = useRef(true);
  useEffect(() => {
    if (box.current && atEnd.current) box.current.scrollTop = box.current.scrollHeight;
  }, [value]);
  if (error) return h(Problem, { error });
  if (!value) return p({ class: "faint" }, "Asking …");
  if (value.lines.length === 0) return p({ class: "faint" }, "Its workers have printed nothing.");
  const scrolled = ({ target }) => (atEnd.current = target.scrollTop + target.clientHeight > target.scrollHeight - 20);
  return pre(
    { class: "log", ref: box, tabIndex: 0, onScroll: scrolled, "aria-label": "Output of the workers" },
    value.lines.map((line, index) => [
      span({ class: "faint", key: index }, `${line.time.slice(11, 19)} ${line.pid > 0 ? line.pid : ""}  `),
      line.text,
      "\n",
    ]),
  );
}
