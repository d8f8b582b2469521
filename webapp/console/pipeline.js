// SPDX-License-Identifier: Apache-2.0
// One pipeline: how it is, and everything that can be done with it, in tabs.
import { Abilities, Facts, Measures, State } from "./card.js";
import { Chat } from "./chat.js";
import { Code } from "./code.js";
import { Graph } from "./graph.js";
import { h, tags } from "./html.js";
import { useLive } from "./live.js";
import { Logs } from "./logs.js";
import { Revisions } from "./revisions.js";
import { to } from "./router.js";
import { Run } from "./run.js";
import { Runs } from "./runs.js";
import { useDeployments, useDescription } from "./server.js";
import { Undeploy } from "./undeploy.js";
import { Workers } from "./workers.js";

const { a, div, h1, li, nav, p, pre, section, span, ul } = tags;

/** What there is to see depends on what the pipeline can do and on the server's routes. */
function tabsOf(about, pipeline, description) {
  const can = new Set(about.capabilities);
  const routes = description?.paths ?? {};
  return [
    can.has("run_api") && ["run", "Run", Run],
    can.has("chat_completion") && ["chat", "Chat", Chat],
    pipeline.graph && ["graph", "Graph", Graph],
    (can.has("run_api") || can.has("chat_completion")) && ["code", "Code", Code],
    ["runs", "Running calls", Runs],
    ["workers", "Workers", Workers],
    routes["/logs/{pipeline_name}"] && ["logs", "Output", Logs],
    ["revisions", "Revisions", Revisions],
  ].filter(Boolean);
}

function Heading({ name, pipeline, about }) {
  return div(
    { class: "heading" },
    div(
      h1({ tabIndex: -1 }, name),
      pipeline &&
        p(
          { class: "tags" },
          h(State, { pipeline }),
          pipeline.type !== "unknown" && span({ class: "tag type" }, pipeline.type),
          h(Abilities, { about }),
          pipeline.revision && span({ class: "revision" }, `revision ${pipeline.revision.slice(0, 8)}`),
        ),
    ),
    pipeline &&
      div(
        { class: "actions" },
        a({ class: "button", href: to("traces", name) }, "Traces"),
        a({ class: "button", href: to("deploy", name) }, "Redeploy"),
        pipeline.revision && h(Undeploy, { name }),
      ),
  );
}

function Tabs({ name, tabs, current }) {
  return nav(
    { class: "tabs", "aria-label": `Parts of ${name}` },
    ul(
      tabs.map(([id, title]) =>
        li({ key: id }, a({ href: to("pipelines", name, id), "aria-current": id === current ? "page" : undefined }, title)),
      ),
    ),
  );
}

function Served({ name, tab, detail, pipeline, about, description }) {
  const tabs = tabsOf(about, pipeline, description);
  const [current, title, part] = tabs.find(([id]) => id === tab) ?? tabs[0];
  return [
    about.description && p({ class: "lead description" }, about.description),
    h(Measures, { pipeline, detailed: true }),
    h(Facts, { pipeline }),
    pipeline.error && pre({ class: "reason", tabIndex: 0 }, pipeline.error),
    h(Tabs, { name, tabs, current }),
    section({ class: "part", "aria-label": title }, h(part, { key: current, name, detail, about, pipeline, description })),
  ];
}

export function PipelinePage({ name, tab, detail }) {
  const { pipelines } = useLive();
  const deployments = useDeployments();
  const description = useDescription();
  const pipeline = pipelines?.find((one) => one.name === name);
  const about = deployments.value?.find((one) => one.name === name);
  const known = pipeline?.revision && about && (description.value || description.error);
  return div(
    { class: "pipeline" },
    p({ class: "crumbs" }, a({ href: "#/" }, "← Pipelines")),
    h(Heading, { name, pipeline, about }),
    known && h(Served, { name, tab, detail, pipeline, about, description: description.value }),
    pipeline && !pipeline.revision && [p({ class: "lead" }, "It could not be loaded:"), pre({ class: "reason", tabIndex: 0 }, pipeline.error)],
    pipelines && !pipeline && p({ class: "lead" }, "No pipeline of this name is deployed."),
    (!pipelines || (pipeline?.revision && !known)) && p({ class: "faint" }, "Looking at the server …"),
  );
}
