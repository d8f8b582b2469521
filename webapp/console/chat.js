// SPDX-License-Identifier: Apache-2.0
// A conversation with the pipeline, as an OpenAI client has it.
import { post } from "./api.js";
import { h, tags, useEffect, useId, useRef, useState } from "./html.js";
import { Reply } from "./message.js";
import { EMPTY, grown, turn } from "./reply.js";
import { eventsOf } from "./sse.js";

const { button, div, form, label, li, ol, p, textarea } = tags;

const messagesOf = (turns) => turns.map((one) => (one.question === undefined ? turn(one.reply) : { role: "user", content: one.question }));

/** Streams the reply to all turns so far; `show` gets it as it grows. */
async function ask(name, turns, signal, show) {
  const request = { model: name, messages: messagesOf(turns), stream: true, stream_options: { include_usage: true } };
  let reply = EMPTY;
  const began = performance.now();
  try {
    const response = await post("v1/chat/completions", request, { signal });
    for await (const event of eventsOf(response)) {
      if (event.data === "[DONE]") break;
      reply = grown(reply, JSON.parse(event.data));
      show({ reply, busy: true });
    }
    show({ reply, took: performance.now() - began });
  } catch (error) {
    if (error.name === "AbortError") show({ reply, stopped: true });
    else show({ reply, error: error.status === undefined ? { status: 0, message: "The stream broke off." } : error });
  }
}

export function Chat({ name }) {
  const [turns, setTurns] = useState([]);
  const [text, setText] = useState("");
  const abort = useRef(null);
  const end = useRef(null);
  const id = useId();
  const busy = turns.at(-1)?.busy ?? false;
  useEffect(() => () => abort.current?.abort(), []);
  useEffect(() => {
    if (turns.length) end.current?.scrollIntoView({ block: "nearest" });
  }, [turns]);

  const send = async (event) => {
    event?.preventDefault();
    if (busy || text.trim() === "") return;
    const asked = [...turns, { question: text }];
    setTurns([...asked, { reply: EMPTY, busy: true }]);
    setText("");
    abort.current = new AbortController();
    await ask(name, asked, abort.current.signal, (reply) => setTurns([...asked, reply]));
  };
  const keys = (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      send();
    }
  };
  return div(
    { class: "chat" },
    ol(
      { class: "turns", "aria-live": "polite", "aria-busy": busy },
      turns.map((one, index) =>
        li({ key: index, class: one.question === undefined ? "theirs" : "mine" }, one.question === undefined ? h(Reply, { turn: one, name }) : p(one.question)),
      ),
    ),
    turns.length === 0 && p({ class: "faint" }, "Say something. The conversation stays in this page and is sent along with each message."),
    div({ class: "end", ref: end }),
    form(
      { class: "composer", onSubmit: send },
      label({ for: id, class: "unseen" }, `Message to ${name}`),
      textarea({ id, rows: 1, value: text, placeholder: "Message", onInput: (event) => setText(event.target.value), onKeyDown: keys }),
      busy
        ? button({ type: "button", onClick: () => abort.current.abort() }, "Stop")
        : button({ class: "main", disabled: text.trim() === "" }, "Send"),
      turns.length > 0 && !busy && button({ type: "button", class: "quiet", onClick: () => setTurns([]) }, "Clear"),
    ),
  );
}
