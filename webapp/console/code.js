// SPDX-License-Identifier: Apache-2.0
// How programs call the pipeline: ready to copy, with the address by which the browser knows the server.
import { address, segment } from "./api.js";
import { Snippet } from "./copy.js";
import { h, tags, useState } from "./html.js";
import { initial, requestOf } from "./schema.js";
import { chatSnippets, runSnippets } from "./snippets.js";

const { a, button, code, div, h2, p, section } = tags;

/** What is required, with something to see where a text is. */
function exampleOf(schema, description) {
  const value = initial(schema, description, true) ?? {};
  return JSON.parse(JSON.stringify(value), (_, one) => (one === "" ? "some text" : one));
}

const LANGUAGES = ["curl", "Python", "Java"];

function Endpoint({ title, path, snippets, language }) {
  return section(
    h2(title),
    p(code({ class: "endpoint" }, `POST ${address(path)}`)),
    h(Snippet, { text: snippets[language], what: `${title} with ${language}` }),
  );
}

export function Code({ name, about, description }) {
  const [language, setLanguage] = useState("curl");
  const request = description && requestOf(name, description);
  const chats = about.capabilities.includes("chat_completion");
  const example = request && exampleOf(request.schema, description);
  return [
    div(
      { class: "choices", role: "group", "aria-label": "Language" },
      LANGUAGES.map((one) => button({ key: one, type: "button", "aria-pressed": one === language, onClick: () => setLanguage(one) }, one)),
    ),
    request &&
      h(Endpoint, { title: "Run", path: `${segment(name)}/run`, language, snippets: runSnippets(address(`${segment(name)}/run`), example, request) }),
    chats && h(Endpoint, { title: "Chat", path: "v1/chat/completions", language, snippets: chatSnippets(address("v1"), name) }),
    p({ class: "faint" }, "All routes: ", a({ href: address("docs") }, "Swagger UI"), ", ", a({ href: address("redoc") }, "ReDoc"), "."),
  ];
}
