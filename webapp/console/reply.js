// SPDX-License-Identifier: Apache-2.0
// Puts a streamed chat completion together: each piece makes a new reply of the one before.

export const EMPTY = { text: "", reasoning: "", calls: [], events: [], usage: null, finish: null, model: null };

function withCalls(calls, deltas) {
  const joined = [...calls];
  for (const delta of deltas) {
    const at = delta.index ?? joined.length;
    const before = joined[at] ?? { id: null, name: "", arguments: "" };
    joined[at] = {
      id: delta.id ?? before.id,
      name: before.name + (delta.function?.name ?? ""),
      arguments: before.arguments + (delta.function?.arguments ?? ""),
    };
  }
  return joined;
}

/** Events for user interfaces; those that change the text do so, all others are listed. */
function withEvent(reply, event) {
  const content = event.data?.content ?? "";
  switch (event.type) {
    case "message":
      return { ...reply, text: reply.text + content };
    case "replace":
      return { ...reply, text: content };
    default:
      return { ...reply, events: [...reply.events, event] };
  }
}

export function grown(reply, piece) {
  if (piece.error) throw Object.assign(new Error(piece.error.message), { status: piece.error.code ?? 500 });
  if (piece.event) return withEvent(reply, piece.event);
  const choice = piece.choices?.[0];
  const delta = choice?.delta ?? choice?.message ?? {};
  return {
    ...reply,
    text: reply.text + (delta.content ?? ""),
    reasoning: reply.reasoning + (delta.reasoning_content ?? ""),
    calls: delta.tool_calls ? withCalls(reply.calls, delta.tool_calls) : reply.calls,
    usage: piece.usage ?? reply.usage,
    finish: choice?.finish_reason ?? reply.finish,
  };
}

/** As a turn of the conversation to send along. */
export const turn = (reply) => ({ role: "assistant", content: reply.text });
