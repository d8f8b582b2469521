// SPDX-License-Identifier: Apache-2.0
// The latest calls, each as a waterfall down to Haystack's components; they follow by themselves.
import { h, tags, useEffect, useId, useState } from "./html.js";
import { useLive } from "./live.js";
import { milliseconds } from "./numbers.js";
import { Problem } from "./problem.js";
import { go } from "./router.js";
import { faultOf, fetchTraces, fits, followTraces, hasSlow, merged, nameOf, stateOf, tagOf } from "./traced.js";
import { Waterfall } from "./waterfall.js";

const { button, code, details, div, form, h1, input, label, li, option, p, select, span, summary, time, ul } = tags;

const STATES = { "": "any", succeeded: "succeeded", failed: "failed", running: "running" };
const clock = (milliseconds) => new Date(milliseconds).toLocaleTimeString(undefined, { timeStyle: "medium" });

function Choice({ name, value, options, onPick }) {
  const id = useId();
  return div(
    { class: "field" },
    label({ for: id }, name),
    select({ id, value, onChange: (event) => onPick(event.target.value) }, Object.entries(options).map(([one, text]) => option({ key: one, value: one }, text))),
  );
}

function Filters({ filter, onFilter, slowLimit }) {
  const names = (useLive().pipelines ?? []).map((one) => one.name);
  const known = filter.pipeline && !names.includes(filter.pipeline) ? [filter.pipeline, ...names] : names;
  const times = [...new Set([100, slowLimit, 5000])].filter((one) => one > 0).sort((one, other) => one - other);
  return div(
    { class: "filters", role: "group", "aria-label": "Filters" },
    h(Choice, { name: "Pipeline", value: filter.pipeline, options: { "": "all", ...Object.fromEntries(known.map((one) => [one, one])) }, onPick: (one) => go("traces", one) }),
    h(Choice, { name: "State", value: filter.state, options: STATES, onPick: (state) => onFilter({ state }) }),
    h(Choice, { name: "Took at least", value: filter.slower, options: { "": "any time", ...Object.fromEntries(times.map((one) => [one, milliseconds(one)])) }, onPick: (slower) => onFilter({ slower }) }),
  );
}

function Trace({ trace, slowLimit }) {
  const [open, setOpen] = useState(false);
  const state = stateOf(trace);
  const fault = faultOf(trace.root_span);
  return details(
    { class: "trace", onToggle: (event) => setOpen(event.target.open) },
    summary(
      span({ class: "title" }, nameOf(trace), span({ class: "kind" }, " ", trace.root_span.name)),
      span({ class: `state ${{ failed: "bad", succeeded: "good" }[state] ?? ""}` }, state),
      hasSlow(trace, slowLimit) && span({ class: "tag slow" }, "slow component"),
      span({ class: "took" }, milliseconds(trace.duration_ms)),
      span({ class: "note" }, time({ dateTime: new Date(trace.start_time_ms).toISOString() }, clock(trace.start_time_ms)), ` · ${trace.span_count} ${trace.span_count === 1 ? "span" : "spans"}`),
    ),
    fault && p({ class: "reason" }, fault),
    open && h(Waterfall, { trace, slowLimit }),
    p({ class: "note" }, "Trace ", code(trace.trace_id), tagOf(trace, "hayhooks.request.id") && [", request ", code(tagOf(trace, "hayhooks.request.id"))]),
  );
}

/** What to do about a refusal. */
function Refused({ error, onToken }) {
  const id = useId();
  const [token, setToken] = useState("");
  const submit = (event) => {
    event.preventDefault();
    onToken(token);
  };
  const mayKnow = error.status === 401 || error.status === 403;
  return h(
    Problem,
    { error: error.status === 404 ? { ...error, message: "This server keeps no traces." } : error },
    error.status === 404 && p("Start it with ", code("HAYHOOKS_TRACING_ENABLED=true"), " to see them here."),
    mayKnow && p("Callers beyond the server's own machine see traces with its ", code("HAYHOOKS_TRACING_TOKEN"), "."),
    mayKnow &&
      form(
        { class: "token", onSubmit: submit },
        label({ for: id }, "Token"),
        input({ id, type: "password", autocomplete: "off", value: token, onInput: (event) => setToken(event.target.value) }),
        button({ disabled: token === "" }, "Show traces"),
      ),
  );
}

/** The traces that fit, kept up to date; the token is forgotten with the page. */
function useTraces(filter, token) {
  const [state, set] = useState({ traces: null, error: null, slowLimit: 0 });
  useEffect(() => {
    const ended = new AbortController();
    const take = (news) => set((now) => ({ ...now, traces: merged(now.traces ?? [], news.filter((one) => fits(one, filter))).filter((one) => fits(one, filter)) }));
    fetchTraces(filter, token)
      .then(({ traces, config }) => {
        if (ended.signal.aborted) return;
        set({ traces: traces.filter((one) => fits(one, filter)), error: null, slowLimit: config?.slow_component_ms ?? 0 });
        followTraces(token, ended.signal, take);
      })
      .catch((error) => !ended.signal.aborted && set((now) => ({ ...now, traces: null, error })));
    return () => ended.abort();
  }, [filter.pipeline, filter.state, filter.slower, token]);
  return state;
}

export function Traces({ pipeline = "" }) {
  const [chosen, choose] = useState({ state: "", slower: "" });
  const [token, setToken] = useState("");
  const filter = { pipeline, ...chosen };
  const { traces, error, slowLimit } = useTraces(filter, token);
  const isFiltered = Object.values(filter).some(Boolean);
  return [
    div({ class: "heading" }, h1({ tabIndex: -1 }, "Traces")),
    !error && h(Filters, { filter, slowLimit, onFilter: (change) => choose({ ...chosen, ...change }) }),
    error && h(Refused, { error, onToken: setToken }),
    !traces && !error && p({ class: "faint" }, "Looking at the server …"),
    traces?.length === 0 && p({ class: "faint" }, isFiltered ? "No trace that is kept fits." : "No call was traced yet. Call a pipeline, and it appears here."),
    traces?.length > 0 && ul({ class: "traces", "aria-label": "Traces" }, traces.map((trace) => li({ key: trace.trace_id }, h(Trace, { trace, slowLimit })))),
  ];
}
