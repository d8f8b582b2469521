// SPDX-License-Identifier: Apache-2.0
// Whatever a run answers: JSON, text or events as they stream, pictures and sounds, files to save.
import { call } from "./api.js";
import { Copy } from "./copy.js";
import { h, tags, useEffect, useRef, useState } from "./html.js";
import { bytes, milliseconds } from "./numbers.js";
import { Problem } from "./problem.js";

const { a, audio, div, h2, header, img, p, pre, section, video } = tags;
const LONGEST = 200_000;

const isText = (type) => /^(text\/|application\/(x-ndjson|jsonl|xml|yaml))/.test(type) || type === "";

function fileName(response) {
  const head = response.headers.get("content-disposition") ?? "";
  const encoded = head.match(/filename\*=utf-8''([^;]+)/i)?.[1];
  return encoded ? decodeURIComponent(encoded) : (head.match(/filename="?([^";]+)"?/i)?.[1] ?? null);
}

async function readText(response, show) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    text += piece.value;
    show({ text });
  }
}

async function read(response, show) {
  const type = (response.headers.get("content-type") ?? "").split(";")[0];
  const name = fileName(response);
  show({ status: response.status, type, run: response.headers.get("x-run-id") });
  if (type.endsWith("json") && !name) return show({ json: await response.json() });
  if (isText(type) && !name) return readText(response, show);
  const blob = await response.blob();
  return show({ url: URL.createObjectURL(blob), size: blob.size, name: name ?? "result" });
}

/** State of the last call, and the means to start and stop one. */
export function useAnswer() {
  const [answer, setAnswer] = useState(null);
  const abort = useRef(null);
  useEffect(() => () => abort.current?.abort(), []);
  const send = async (path, options) => {
    abort.current?.abort();
    const mine = (abort.current = new AbortController());
    const began = performance.now();
    const show = (change) => abort.current === mine && setAnswer((before) => ({ ...before, ...change, took: performance.now() - began }));
    setAnswer({ busy: true });
    try {
      await read(await call(path, { ...options, signal: mine.signal }), show);
    } catch (error) {
      show(error.name === "AbortError" ? { stopped: true } : { error: error.status === undefined ? { status: 0, message: "The stream broke off." } : error });
    }
    show({ busy: false });
  };
  return [answer, send, () => abort.current?.abort()];
}

function Media({ answer }) {
  const { type, url, name } = answer;
  return [
    type.startsWith("image/") && img({ src: url, alt: name }),
    type.startsWith("audio/") && audio({ src: url, controls: true }),
    type.startsWith("video/") && video({ src: url, controls: true }),
    p(a({ class: "button", href: url, download: name }, `Save ${name} (${bytes(answer.size)})`)),
  ];
}

function Shown({ answer }) {
  if (answer.json !== undefined) {
    const result = answer.json?.result;
    const text = JSON.stringify(answer.json, null, 2);
    return [
      typeof result === "string" && result.length > 40 && pre({ class: "prose", tabIndex: 0 }, result),
      pre({ tabIndex: 0, "aria-label": "JSON" }, text.length > LONGEST ? `${text.slice(0, LONGEST)}\n…` : text),
    ];
  }
  if (answer.text !== undefined) return pre({ tabIndex: 0, class: answer.busy ? "streaming" : "", "aria-label": "Text" }, answer.text.slice(-LONGEST));
  return answer.url ? h(Media, { answer }) : null;
}

const copyable = (answer) => (answer.json !== undefined ? JSON.stringify(answer.json, null, 2) : answer.text);

export function Answer({ answer }) {
  const facts = [answer.status, answer.type, milliseconds(answer.took), answer.run && `run ${answer.run}`].filter(Boolean);
  return section(
    { class: "answer", "aria-label": "Result", "aria-busy": answer.busy },
    header(
      h2(answer.busy ? "Running …" : answer.stopped ? "Stopped" : "Result"),
      answer.took !== undefined && p({ class: "facts" }, facts.map((fact) => tags.span({ key: fact }, fact))),
      copyable(answer) !== undefined && h(Copy, { text: copyable(answer) }),
    ),
    answer.error && h(Problem, { error: answer.error }),
    div({ class: "shown" }, h(Shown, { answer })),
  );
}
