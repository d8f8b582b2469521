// SPDX-License-Identifier: Apache-2.0
// Reads server-sent events of an answer to a POST, which the browser's EventSource cannot.

/** Yields the data of each event, and its name where it has one. */
export async function* eventsOf(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    const blocks = (rest + piece.value.replaceAll("\r", "")).split("\n\n");
    rest = blocks.pop();
    for (const block of blocks) {
      const event = parse(block);
      if (event) yield event;
    }
  }
}

function parse(block) {
  const lines = block.split("\n").filter((line) => !line.startsWith(":"));
  const field = (name) => lines.filter((line) => line.startsWith(`${name}:`)).map((line) => line.slice(name.length + 1).trimStart());
  const data = field("data").join("\n");
  return data ? { name: field("event")[0] ?? "message", data } : null;
}
