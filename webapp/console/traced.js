// SPDX-License-Identifier: Apache-2.0
// Traces as the server tells them, and what they say of a call.
import { call, getJson } from "./api.js";
import { eventsOf } from "./sse.js";

const KEPT = 100;
const COMPONENT = "haystack.component.run";

export const tagOf = (span, key) => span.tags.find((tag) => tag.key === key)?.value;

const isFailed = (span) => tagOf(span, "hayhooks.success") === "false";

export function stateOf(trace) {
  if (trace.root_span.running) return "running";
  return isFailed(trace.root_span) || tagOf(trace, "hayhooks.success") === "false" ? "failed" : "succeeded";
}

/** What a span is called: a component by its own name. */
export function titleOf(span) {
  return tagOf(span, "haystack.component.name") ?? span.name;
}

export const kindOf = (span) => tagOf(span, "haystack.component.type") ?? (span.name === titleOf(span) ? "" : span.name);

export const faultOf = (span) => (isFailed(span) ? (tagOf(span, "hayhooks.error.message") ?? tagOf(span, "hayhooks.error.type") ?? "It failed") : null);

export const isSlow = (span, limit) => limit > 0 && span.name === COMPONENT && span.duration_ms >= limit;

/** Every span with its depth, in the order in which they are shown. */
export const flat = (span, depth = 0) => [{ span, depth }, ...span.children.flatMap((child) => flat(child, depth + 1))];

export const hasSlow = (trace, limit) => flat(trace.root_span).some(({ span }) => isSlow(span, limit));

export const nameOf = (trace) => tagOf(trace, "hayhooks.pipeline.name") ?? trace.entrypoint;

/** Whether a trace is among those that are wanted. */
export function fits(trace, { pipeline, state, slower }) {
  return (
    (!pipeline || nameOf(trace) === pipeline) &&
    (!state || stateOf(trace) === state) &&
    (!slower || trace.duration_ms >= Number(slower))
  );
}

/** The known ones with news of some: the newest first, and no more than are read. */
export function merged(known, news) {
  const byId = new Map(known.map((trace) => [trace.trace_id, trace]));
  for (const trace of news) byId.set(trace.trace_id, trace);
  return [...byId.values()].sort((one, other) => other.start_time_ms - one.start_time_ms).slice(0, KEPT);
}

const headersOf = (token) => (token ? { Authorization: `Bearer ${token}` } : {});

/** The latest that fit, and what the server says about tracing. */
export function fetchTraces({ pipeline, state, slower }, token) {
  const query = new URLSearchParams({ limit: String(KEPT) });
  if (pipeline) query.set("pipeline", pipeline);
  if (state === "failed") query.set("failed", "true");
  if (slower) query.set("min_duration_ms", slower);
  return getJson(`traces?${query}`, { headers: headersOf(token) });
}

/** Follows the stream until the signal ends it; one that breaks is opened again. */
export async function followTraces(token, signal, onTraces) {
  while (!signal.aborted) {
    try {
      const response = await call("console/traces", { headers: headersOf(token), signal });
      for await (const event of eventsOf(response)) onTraces(JSON.parse(event.data).traces);
    } catch (failure) {
      if (signal.aborted || [401, 403, 404].includes(failure.status)) return;
    }
    await new Promise((done) => setTimeout(done, 3000));
  }
}
