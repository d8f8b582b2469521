// SPDX-License-Identifier: Apache-2.0
// How far a deployment is: what the server tells of it while it goes on.
import { address, segment } from "./api.js";
import { h, tags, useEffect, useRef, useState } from "./html.js";
import { milliseconds } from "./numbers.js";

const { li, ol, pre, section, span } = tags;
const TITLES = {
  uploading: "Uploading",
  preparing: "Preparing the files",
  installing: "Installing packages",
  loading: "Loading it in a worker",
  serving: "Serving",
};
const LINES_KEPT = 500;

/** What is known before the server says anything. */
export const START = { phases: ["uploading"], lines: [], since: 0 };

/** Whether all lines say the same as before does not matter: an installer may well repeat itself. */
function after(state, step) {
  if (step.line !== undefined) return { ...state, lines: [...state.lines, step.line].slice(-LINES_KEPT) };
  const phase = step.phase === "loaded" ? "serving" : step.phase;
  return TITLES[phase] && !state.phases.includes(phase) ? { ...state, phases: [...state.phases, phase] } : state;
}

/** Follows a deployment of a name; returns what ends it. Where it is not allowed, nothing is told. */
export function follow(name, onChange) {
  let state = { ...START, since: performance.now() };
  onChange(state);
  const source = new EventSource(address(`progress/${segment(name)}`));
  source.addEventListener("progress", (event) => {
    state = after(state, JSON.parse(event.data));
    onChange(state);
  });
  source.onerror = () => source.close();
  return () => source.close();
}

function Elapsed({ since }) {
  const [now, tick] = useState(performance.now());
  useEffect(() => {
    const timer = setInterval(() => tick(performance.now()), 500);
    return () => clearInterval(timer);
  }, []);
  return span({ class: "faint" }, " ", milliseconds(Math.max(0, now - since)));
}

/** Steps that are not needed are left out as soon as a later one begins. */
function shown(phases, failed) {
  const all = Object.keys(TITLES);
  const last = phases.at(-1);
  return all.filter((phase) => phases.includes(phase) || (!failed && all.indexOf(phase) > all.indexOf(last)));
}

function Output({ lines }) {
  const box = useRef(null);
  useEffect(() => {
    box.current.scrollTop = box.current.scrollHeight;
  }, [lines]);
  return pre({ class: "output", ref: box, tabIndex: 0, "aria-label": "Output of the installation" }, lines.join("\n"));
}

export function Progress({ state, failed }) {
  const { phases, lines, since } = state;
  const last = phases.at(-1);
  const stateOf = (phase) => (phase !== last ? (phases.includes(phase) ? "done" : "due") : failed ? "failed" : "now");
  const said = { done: ", done", due: "", failed: ", failed", now: " …" };
  return section(
    { class: "deployment", "aria-label": "Progress" },
    ol(
      { class: "phases", "aria-live": "polite" },
      shown(phases, failed).map((phase) =>
        li(
          { key: phase, class: stateOf(phase), "aria-current": stateOf(phase) === "now" ? "step" : undefined },
          TITLES[phase],
          span({ class: "unseen" }, said[stateOf(phase)]),
          stateOf(phase) === "now" && span({ "aria-hidden": "true" }, h(Elapsed, { since })),
        ),
      ),
    ),
    lines.length > 0 && h(Output, { lines }),
  );
}
