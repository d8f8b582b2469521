// SPDX-License-Identifier: Apache-2.0
// How all pipelines are, kept up to date by the server's events, with rates of the last minutes for charts.
import { address } from "./api.js";
import { quantile } from "./numbers.js";
import { useEffect, useState } from "./html.js";

const KEPT = 60;
const listeners = new Set();
const rates = new Map();
let state = { connected: false, pipelines: null };
let source = null;
let last = null;

/** What happened to one pipeline between two events. */
function rate(before, now, seconds) {
  const calls = now.calls - before.calls;
  if (calls < 0) return { perSecond: 0, failed: 0, latency: null, slow: null };
  return {
    perSecond: calls / seconds,
    failed: now.failures - before.failures,
    latency: calls > 0 ? ((now.seconds - before.seconds) / calls) * 1000 : null,
    slow: calls > 0 ? quantile(0.95, before.within, now.within, calls) : null,
  };
}

function remember(pipelines, time) {
  const names = new Set(pipelines.map((one) => one.name));
  for (const name of rates.keys()) if (!names.has(name)) rates.delete(name);
  for (const one of pipelines) {
    const before = last?.loads.get(one.name);
    const seconds = last ? (time - last.time) / 1000 : 0;
    const points = rates.get(one.name) ?? [];
    if (before && seconds > 0) points.push({ ...rate(before, one.load, seconds), calls: one.calls + one.waiting });
    rates.set(one.name, points.slice(-KEPT));
  }
  last = { time, loads: new Map(pipelines.map((one) => [one.name, one.load])) };
}

function publish(change) {
  state = { ...state, ...change };
  for (const listener of listeners) listener(state);
}

function open() {
  if (source || document.hidden) return;
  source = new EventSource(address("console/events"));
  source.onmessage = (message) => {
    const pipelines = JSON.parse(message.data);
    remember(pipelines, performance.now());
    publish({ connected: true, pipelines: pipelines.map((one) => ({ ...one, rates: rates.get(one.name) })) });
  };
  source.onerror = () => {
    publish({ connected: false });
    if (source?.readyState === EventSource.CLOSED) {
      close();
      setTimeout(open, 3000);
    }
  };
}

function close() {
  source?.close();
  source = null;
  last = null;
}

/** Nobody looks at a hidden page, so it costs the server nothing. */
export function startLive() {
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", open);
  open();
}

export function useLive() {
  const [shown, show] = useState(state);
  useEffect(() => {
    listeners.add(show);
    show(state);
    return () => listeners.delete(show);
  }, []);
  return shown;
}
