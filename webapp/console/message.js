// SPDX-License-Identifier: Apache-2.0
// A pipeline's reply: its text, and what came with it.
import { h, tags } from "./html.js";
import { Markdown } from "./markdown.js";
import { count, milliseconds } from "./numbers.js";
import { Problem } from "./problem.js";

const { code, details, div, p, pre, span, summary } = tags;

function pretty(json) {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}

function Call({ call }) {
  return details(
    { class: "aside call" },
    summary("Tool call ", code(call.name)),
    pre({ tabIndex: 0, "aria-label": `Arguments of ${call.name}` }, pretty(call.arguments)),
  );
}

const EVENT_TEXT = {
  notification: (data) => data.content,
  source: (data) => `Source: ${data.source?.name ?? data.name ?? "document"}`,
  status: (data) => data.description,
};

function Event({ event }) {
  const text = EVENT_TEXT[event.type]?.(event.data ?? {});
  if (text) return p({ class: `aside event ${event.data?.type ?? ""}` }, text);
  return details({ class: "aside" }, summary("Event ", code(event.type)), pre({ tabIndex: 0 }, JSON.stringify(event.data, null, 2)));
}

/** Hidden ones are over and meant to go. */
const shownEvents = (turn) => turn.reply.events.filter((event) => !event.data?.hidden);

function facts({ reply, took, stopped }) {
  const { usage } = reply;
  return [
    stopped && "stopped",
    reply.finish && reply.finish !== "stop" && `ended by ${reply.finish.replaceAll("_", " ")}`,
    usage && `${count(usage.prompt_tokens)} + ${count(usage.completion_tokens)} tokens`,
    took !== undefined && milliseconds(took),
  ].filter(Boolean);
}

export function Reply({ turn, name }) {
  const { reply } = turn;
  return [
    p({ class: "who" }, name),
    reply.reasoning &&
      details({ class: "aside", open: turn.busy && !reply.text }, summary("Reasoning"), p({ class: "prose" }, reply.reasoning)),
    shownEvents(turn).map((event, index) => h(Event, { key: index, event })),
    reply.calls.map((call, index) => call && h(Call, { key: index, call })),
    reply.text && h(Markdown, { text: reply.text }),
    turn.busy && div({ class: "busy", role: "status" }, span({ class: "unseen" }, "The reply is being written")),
    turn.error && h(Problem, { error: turn.error }),
    p({ class: "facts" }, facts(turn).map((fact) => span({ key: fact }, fact))),
  ];
}
