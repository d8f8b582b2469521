// SPDX-License-Identifier: Apache-2.0
// A trace as a waterfall: its spans below each other, each where it was in time.
import { h, tags } from "./html.js";
import { milliseconds } from "./numbers.js";
import { faultOf, flat, isSlow, kindOf, titleOf } from "./traced.js";

const { dd, details, div, dl, dt, li, p, rect, span, summary, svg, ul } = tags;

/** Where a span lies between the trace's beginning and end; what took no time is still seen. */
function Bar({ one, trace, kind }) {
  const whole = Math.max(1, trace.duration_ms);
  const width = Math.max(0.6, Math.min(100, (one.duration_ms / whole) * 100));
  const x = Math.max(0, Math.min(100 - width, ((one.start_time_ms - trace.start_time_ms) / whole) * 100));
  return svg(
    { class: `timeline ${kind}`, viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" },
    rect({ class: "all", x: 0, y: 4, width: 100, height: 2 }),
    rect({ x, y: 0, width, height: 10 }),
  );
}

function Tags({ one }) {
  if (one.tags.length === 0) return p({ class: "faint" }, "It has no tags.");
  return dl(
    { class: "spantags" },
    one.tags.map(({ key, value }, index) => div({ key: index }, dt(key), dd(String(value)))),
  );
}

/** Depths beyond this look alike. */
const DEEPEST = 6;

function Span({ one, depth, trace, slow }) {
  const fault = faultOf(one);
  const kind = fault ? "failed" : slow ? "slow" : one.running ? "running" : "";
  return li(
    { class: `depth${Math.min(depth, DEEPEST)}` },
    details(
      summary(
        span(
          { class: "title" },
          depth > 0 && span({ class: "unseen" }, `Level ${depth}: `),
          titleOf(one),
          kindOf(one) && span({ class: "kind" }, " ", kindOf(one).split(".").at(-1)),
          slow && span({ class: "tag slow" }, "slow"),
          fault && span({ class: "tag failed" }, "failed"),
          one.running && span({ class: "tag" }, "running"),
        ),
        span({ class: "took" }, milliseconds(one.duration_ms)),
        h(Bar, { one, trace, kind }),
      ),
      fault && p({ class: "reason" }, fault),
      h(Tags, { one }),
    ),
  );
}

export function Waterfall({ trace, slowLimit }) {
  return ul(
    { class: "waterfall", "aria-label": "Spans" },
    flat(trace.root_span).map(({ span: one, depth }) => h(Span, { key: one.span_id, one, depth, trace, slow: isSlow(one, slowLimit) })),
  );
}
