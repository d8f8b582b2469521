// SPDX-License-Identifier: Apache-2.0
// A form made of the pipeline's schema, and what comes back when it is sent.
import { segment } from "./api.js";
import { Fields, Json } from "./fields.js";
import { formOf } from "./form.js";
import { h, tags, useId, useRef, useState } from "./html.js";
import { Answer, useAnswer } from "./answer.js";
import { initial, requestOf } from "./schema.js";

const { button, div, form, label, p } = tags;

function body(request, value) {
  if (request.isForm) return { method: "POST", body: formOf(value) };
  return { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(value) };
}

export function Run({ name, description }) {
  const request = description && requestOf(name, description);
  const [value, setValue] = useState(() => (request ? (initial(request.schema, description, true) ?? {}) : {}));
  const [asJson, setAsJson] = useState(false);
  const [answer, send, stop] = useAnswer();
  const id = useId();
  const element = useRef(null);
  if (!request) return p({ class: "faint" }, "Its parameters are not described.");

  const submit = (event) => {
    event.preventDefault();
    send(`${segment(name)}/run`, body(request, value));
  };
  const keys = (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) element.current.requestSubmit();
  };
  const empty = Object.keys(request.schema.properties ?? {}).length === 0;
  return div(
    { class: "run" },
    form(
      { ref: element, onSubmit: submit, onKeyDown: keys },
      empty && p({ class: "faint" }, "It takes no parameters."),
      !asJson && h(Fields, { schema: request.schema, document: description, value, onChange: setValue }),
      asJson && div({ class: "field" }, label({ for: id }, "Request as JSON"), h(Json, { id, value, onChange: (next) => setValue(next ?? {}) })),
      div(
        { class: "actions" },
        button({ class: "main", disabled: answer?.busy }, answer?.busy ? "Running …" : "Run"),
        answer?.busy && button({ type: "button", onClick: stop }, "Stop"),
        !request.isForm && !empty && button({ type: "button", class: "quiet", "aria-pressed": asJson, onClick: () => setAsJson(!asJson) }, asJson ? "Edit as form" : "Edit as JSON"),
      ),
    ),
    answer && h(Answer, { answer }),
  );
}
