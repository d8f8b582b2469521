// SPDX-License-Identifier: Apache-2.0
// A field for each kind of value that a JSON schema describes; `onChange(undefined)` leaves a value out.
import { h, tags, useId, useState } from "./html.js";
import { alternatives, initial, kindOf, plain } from "./schema.js";

const { button, code, div, fieldset, input, label, legend, option, p, select, span, textarea } = tags;

const title = (schema, name) => name ?? schema.title ?? "Value";
const said = (schema) => (/^Parameter '.*'$/.test(schema.description ?? "") ? "" : schema.description);
const target = (change) => (event) => change(event.target.value === "" ? undefined : event.target.value);

function Text({ id, value, onChange, required, hint }) {
  const change = (event) => onChange(event.target.value === "" && !required ? undefined : event.target.value);
  return textarea({ id, rows: 1, value: value ?? "", onInput: change, "aria-describedby": hint });
}

function Plain(type) {
  return ({ id, value, onChange, required, hint }) =>
    input({ id, type, value: value ?? "", required, onInput: target(onChange), "aria-describedby": hint });
}

function NumberField({ id, schema, value, onChange, required, hint }) {
  const change = (event) => onChange(event.target.value === "" ? undefined : Number(event.target.value));
  const step = schema.type === "integer" ? 1 : "any";
  const bounds = { min: schema.minimum, max: schema.maximum };
  return input({ id, type: "number", step, ...bounds, value: value ?? "", required, onInput: change, "aria-describedby": hint });
}

function Flag({ id, value, onChange, hint }) {
  return input({ id, type: "checkbox", checked: value ?? false, onChange: (event) => onChange(event.target.checked), "aria-describedby": hint });
}

function Choice({ id, schema, value, onChange, required, hint }) {
  const index = schema.enum.indexOf(value);
  const change = (event) => onChange(schema.enum[event.target.value]);
  return select(
    { id, value: index, onChange: change, "aria-describedby": hint },
    !required && option({ value: -1 }, "–"),
    schema.enum.map((one, at) => option({ key: at, value: at, selected: at === index }, String(one))),
  );
}

function Constant({ id, schema }) {
  return code({ id }, JSON.stringify(schema.const));
}

/** Anything at all. What is no JSON stays on the screen and is told. */
export function Json({ id, value, onChange, hint }) {
  const [text, setText] = useState(value === undefined ? "" : JSON.stringify(value, null, 2));
  const [wrong, setWrong] = useState("");
  const change = (event) => {
    setText(event.target.value);
    try {
      onChange(event.target.value.trim() === "" ? undefined : JSON.parse(event.target.value));
      setWrong("");
      event.target.setCustomValidity("");
    } catch (failure) {
      setWrong(failure.message);
      event.target.setCustomValidity(`No JSON: ${failure.message}`);
    }
  };
  return [
    textarea({ id, class: "code", rows: 1, spellcheck: false, value: text, placeholder: "JSON", onInput: change, "aria-describedby": hint, "aria-invalid": wrong !== "" }),
    wrong && span({ class: "wrong" }, wrong),
  ];
}

function File({ id, onChange, required, hint }) {
  return input({ id, type: "file", required, onChange: (event) => onChange(event.target.files[0]), "aria-describedby": hint });
}

function Files({ id, onChange, required, hint }) {
  const change = (event) => onChange(event.target.files.length ? [...event.target.files] : undefined);
  return input({ id, type: "file", multiple: true, required, onChange: change, "aria-describedby": hint });
}

function List({ schema, document, value, onChange, name }) {
  const items = value ?? [];
  const add = () => onChange([...items, initial(schema.items, document, true) ?? null]);
  const replace = (index, one) => onChange(items.map((other, at) => (at === index ? (one ?? null) : other)));
  const remove = (index) => onChange(items.filter((_, at) => at !== index));
  return div(
    { class: "entries" },
    items.map((item, index) =>
      div(
        { class: "item", key: index },
        h(Field, { schema: schema.items, document, name: `${name} ${index + 1}`, value: item ?? undefined, required: true, unmarked: true, onChange: (one) => replace(index, one) }),
        button({ type: "button", class: "small", onClick: () => remove(index), "aria-label": `Remove ${name} ${index + 1}` }, "Remove"),
      ),
    ),
    button({ type: "button", class: "small", onClick: add }, `Add to ${name}`),
  );
}

/** The fields of an object, also of a whole request. */
export function Fields({ schema, document, value, onChange }) {
  const required = new Set(schema.required);
  const change = (name, one) => {
    const { [name]: before, ...rest } = value ?? {};
    onChange(one === undefined ? rest : { ...rest, [name]: one });
  };
  return Object.entries(schema.properties ?? {}).map(([name, one]) =>
    h(Field, { key: name, schema: one, document, name, value: value?.[name], required: required.has(name), onChange: (next) => change(name, next) }),
  );
}

function Variant({ schema, document, value, onChange, name }) {
  const { choices } = alternatives(schema, document);
  const [chosen, choose] = useState(0);
  const id = useId();
  const change = (event) => {
    choose(Number(event.target.value));
    onChange(initial(choices[event.target.value], document, true));
  };
  return div(
    { class: "variants" },
    label({ for: id, class: "unseen" }, `Kind of ${name}`),
    select({ id, onChange: change }, choices.map((one, at) => option({ key: at, value: at, selected: at === chosen }, one.title ?? one.type ?? `Kind ${at + 1}`))),
    h(Field, { key: chosen, schema: { ...choices[chosen], title: undefined }, document, name: `${name}: value`, value, required: true, unmarked: true, onChange }),
  );
}

const PARTS = {
  choice: Choice,
  constant: Constant,
  date: Plain("date"),
  file: File,
  files: Files,
  flag: Flag,
  json: Json,
  list: List,
  number: NumberField,
  object: Fields,
  text: Text,
  time: Plain("time"),
  variant: Variant,
};
const GROUPS = new Set(["list", "object", "variant"]);

export function Field({ schema, document, name, value, required, unmarked, onChange }) {
  const id = useId();
  const of = plain(schema, document);
  const kind = kindOf(of, document);
  const hint = said(of) ? `${id}-hint` : undefined;
  const part = h(PARTS[kind], { id, schema: of, document, name, value, required, onChange, hint });
  const mark = required && !unmarked && span({ class: "needed" }, "required");
  const help = hint && p({ id: hint, class: "hint" }, said(of));
  if (GROUPS.has(kind)) return fieldset({ class: kind }, legend(title(of, name), mark), help, part);
  return div({ class: `field ${kind}` }, label({ for: id }, title(of, name), mark), part, help);
}
