// SPDX-License-Identifier: Apache-2.0
// One pipeline in a few figures, with their course over the last minutes.
import { Chart } from "./chart.js";
import { h, tags } from "./html.js";
import { bytes, count, milliseconds, perSecond } from "./numbers.js";
import { to } from "./router.js";

const { a, article, dd, div, dl, dt, header, h2, p, span } = tags;

export function State({ pipeline }) {
  return span({ class: `state ${pipeline.serves ? "good" : "bad"}` }, pipeline.state);
}

const ABILITIES = { run_api: "run", chat_completion: "chat", responses: "responses", file_upload: "files" };

export function Abilities({ about }) {
  const names = (about?.capabilities ?? []).map((one) => ABILITIES[one]).filter(Boolean);
  return names.map((name) => span({ class: "tag", key: name }, name));
}

function Figure({ name, value, note, values, kind }) {
  return div({ class: `measure ${kind}` }, dt(name), dd(value, note && [" ", span({ class: "note" }, note)]), h(Chart, { values, kind }));
}

/** Three figures with charts: the same on the overview and on a pipeline's page. */
export function Measures({ pipeline, detailed }) {
  const rates = pipeline.rates ?? [];
  const now = rates.at(-1);
  const failed = rates.reduce((total, rate) => total + rate.failed, 0);
  const time = rates.findLast((rate) => rate.latency !== null);
  const slow = detailed && time ? `95 % in ${milliseconds(time.slow)}` : null;
  return dl(
    { class: "measures" },
    h(Figure, { name: "Calls/s", value: perSecond(now?.perSecond ?? 0), values: rates.map((one) => one.perSecond), kind: "calls" }),
    h(Figure, { name: "Latency", value: milliseconds(time?.latency), note: slow, values: rates.map((one) => one.latency), kind: "latency" }),
    h(Figure, { name: "Errors", value: count(failed), values: rates.map((one) => one.failed), kind: failed ? "errors bad" : "errors" }),
  );
}

function facts(pipeline) {
  const workers = `${pipeline.workers} ${pipeline.places === 1 ? "worker" : `of ${pipeline.places} workers`}`;
  return [
    workers,
    pipeline.memory > 0 && bytes(pipeline.memory),
    `${count(pipeline.calls)} in flight`,
    pipeline.waiting > 0 && `${count(pipeline.waiting)} waiting`,
    pipeline.restarts > 0 && `${count(pipeline.restarts)} restarts`,
  ].filter(Boolean);
}

export function Facts({ pipeline }) {
  return p({ class: "facts" }, facts(pipeline).map((fact) => span({ key: fact }, fact)));
}

export function Card({ pipeline, about }) {
  return article(
    { class: `card ${pipeline.serves ? "" : "failing"}` },
    header(h2(a({ href: to("pipelines", pipeline.name) }, pipeline.name)), h(State, { pipeline })),
    div(
      { class: "about" },
      about?.description && p({ class: "description" }, about.description.split("\n")[0]),
      p(
        { class: "tags" },
        pipeline.type !== "unknown" && span({ class: "tag type" }, pipeline.type),
        h(Abilities, { about }),
        pipeline.revision && span({ class: "revision", title: `Revision ${pipeline.revision}` }, pipeline.revision.slice(0, 8)),
      ),
      pipeline.error && p({ class: "reason" }, pipeline.error.trim().split("\n")[0]),
    ),
    pipeline.revision && h(Measures, { pipeline }),
    pipeline.revision && h(Facts, { pipeline }),
  );
}
