// SPDX-License-Identifier: Apache-2.0
// The first page: how all pipelines are, now and in the last two minutes.
import { Card } from "./card.js";
import { h, tags, useState } from "./html.js";
import { useLive } from "./live.js";
import { count, milliseconds, perSecond } from "./numbers.js";
import { to } from "./router.js";
import { useDeployments } from "./server.js";

const { a, code, div, dl, dt, dd, h1, input, label, li, p, section, span, ul } = tags;
const MANY = 8;

const sum = (all, value) => all.reduce((total, one) => total + value(one), 0);

function Tile({ name, value, note, kind }) {
  return div({ class: `tile ${kind ?? ""}` }, dt(name), dd(span({ class: "figure" }, value), note && span({ class: "note" }, note)));
}

function slowest(pipelines) {
  const times = pipelines.map((one) => one.rates.at(-1)?.latency ?? null).filter((time) => time !== null);
  return times.length ? Math.max(...times) : null;
}

function Tiles({ pipelines }) {
  const serving = pipelines.filter((one) => one.serves).length;
  const failing = pipelines.length - serving;
  const failed = sum(pipelines, (one) => sum(one.rates, (rate) => rate.failed));
  return dl(
    { class: "tiles" },
    h(Tile, { name: "Serving", value: serving, note: failing ? `${failing} not` : `of ${pipelines.length}`, kind: failing ? "bad" : "" }),
    h(Tile, { name: "Calls per second", value: perSecond(sum(pipelines, (one) => one.rates.at(-1)?.perSecond ?? 0)) }),
    h(Tile, { name: "In flight", value: count(sum(pipelines, (one) => one.calls)), note: `${count(sum(pipelines, (one) => one.waiting))} waiting` }),
    h(Tile, { name: "Slowest now", value: milliseconds(slowest(pipelines)), note: slowest(pipelines) === null ? "no calls" : "on average" }),
    h(Tile, { name: "Errors", value: count(failed), note: "last 2 minutes", kind: failed ? "bad" : "" }),
  );
}

function Empty() {
  return section(
    { class: "empty" },
    p({ class: "lead" }, "Nothing is deployed yet."),
    p(a({ class: "button main", href: to("deploy") }, "Deploy your first pipeline")),
    p("Or start the server with ", code("--examples"), " to see two that are ready."),
  );
}

export function Overview() {
  const { pipelines } = useLive();
  const deployments = useDeployments().value ?? [];
  const [wanted, setWanted] = useState("");
  const described = new Map(deployments.map((one) => [one.name, one]));
  const shown = (pipelines ?? [])
    .filter((one) => one.name.toLowerCase().includes(wanted.toLowerCase()))
    .sort((one, other) => one.serves - other.serves);
  return [
    div(
      { class: "heading" },
      h1({ tabIndex: -1 }, "Pipelines"),
      pipelines?.length > 0 && a({ class: "button main", href: to("deploy") }, "Deploy"),
    ),
    !pipelines && p({ class: "faint" }, "Looking at the server …"),
    pipelines?.length === 0 && h(Empty),
    pipelines?.length > 0 && h(Tiles, { pipelines }),
    pipelines?.length > MANY &&
      label(
        { class: "filter" },
        span("Find"),
        input({ type: "search", value: wanted, onInput: (event) => setWanted(event.target.value) }),
      ),
    pipelines?.length > 0 &&
      ul({ class: "cards" }, shown.map((one) => li({ key: one.name }, h(Card, { pipeline: one, about: described.get(one.name) })))),
    pipelines?.length > 0 && shown.length === 0 && p({ class: "faint" }, "No pipeline's name has this in it."),
  ];
}
