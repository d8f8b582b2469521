// SPDX-License-Identifier: Apache-2.0
// Reading JSON schemas: what kind of field a value needs, and what it is at first.

const MOST_DEPTH = 8;

/** The schema behind references; what stands beside a reference adds to it. */
export function resolve(schema, document) {
  let found = schema;
  for (let steps = 0; found?.$ref && steps < MOST_DEPTH; steps++) {
    const { $ref, ...beside } = found;
    const target = $ref
      .replace(/^#\//, "")
      .split("/")
      .reduce((node, part) => node?.[part.replaceAll("~1", "/").replaceAll("~0", "~")], document);
    found = { ...target, ...beside };
  }
  return found ?? {};
}

const isFile = (schema) => schema.contentMediaType === "application/octet-stream" || schema.format === "binary";

/** Alternatives without null, and whether null is one of them. */
export function alternatives(schema, document) {
  const all = (schema.anyOf ?? schema.oneOf ?? []).map((one) => resolve(one, document));
  return { choices: all.filter((one) => one.type !== "null"), nullable: all.some((one) => one.type === "null") };
}

/** One alternative besides null is no choice: its schema, described as the whole is. */
export function plain(schema, document) {
  const resolved = resolve(schema, document);
  const { choices } = alternatives(resolved, document);
  const one = choices.length === 1 ? choices[0] : resolved.allOf?.length === 1 ? resolve(resolved.allOf[0], document) : null;
  if (!one) return resolved;
  const { anyOf, oneOf, allOf, ...beside } = resolved;
  return { ...one, ...beside };
}

export function kindOf(schema, document) {
  if (schema.const !== undefined) return "constant";
  if (schema.enum) return "choice";
  if (isFile(schema)) return "file";
  if (alternatives(schema, document).choices.length > 1) return "variant";
  switch (schema.type) {
    case "string":
      return { date: "date", time: "time" }[schema.format] ?? "text";
    case "integer":
    case "number":
      return "number";
    case "boolean":
      return "flag";
    case "array":
      if (isFile(plain(schema.items ?? {}, document))) return "files";
      return schema.items && Object.keys(schema.items).length ? "list" : "json";
    case "object":
      return schema.properties ? "object" : "json";
    default:
      return "json";
  }
}

/** What a new value is: its default, or as little as its type allows. */
export function initial(schema, document, required, depth = 0) {
  const of = plain(schema, document);
  if (of.default !== undefined) return structuredClone(of.default);
  if (!required || depth > MOST_DEPTH) return undefined;
  switch (kindOf(of, document)) {
    case "constant":
      return of.const;
    case "choice":
      return of.enum[0];
    case "text":
      return "";
    case "flag":
      return false;
    case "list":
      return [];
    case "variant":
      return initial(alternatives(of, document).choices[0], document, true, depth + 1);
    case "object":
      return initialObject(of, document, depth);
    default:
      return undefined;
  }
}

function initialObject(schema, document, depth) {
  const needed = new Set(schema.required);
  const fields = Object.entries(schema.properties).map(([name, one]) => [
    name,
    initial(one, document, needed.has(name), depth + 1),
  ]);
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
}

/** The request of a run: its schema, and whether files make it a form. */
export function requestOf(name, document) {
  const content = Object.entries(document.paths)
    .find(([path]) => path === runPath(name))?.[1]
    .post.requestBody.content;
  if (!content) return null;
  const form = content["multipart/form-data"];
  return { schema: plain((form ?? content["application/json"]).schema, document), isForm: Boolean(form) };
}

/** As the API's description has it. */
const runPath = (name) => `/${name.replaceAll("%", "%25").replaceAll("?", "%3F").replaceAll("#", "%23")}/run`;
