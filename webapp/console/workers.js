// SPDX-License-Identifier: Apache-2.0
// The processes that serve a pipeline, and how the last one ended.
import { getJson, segment } from "./api.js";
import { tags } from "./html.js";
import { useLive } from "./live.js";
import { bytes, count } from "./numbers.js";
import { useFetched } from "./server.js";

const { div, h2, p, pre, table, tbody, td, th, thead, tr } = tags;

function Row(worker) {
  return tr(
    { key: worker.pid },
    th({ scope: "row" }, worker.pid < 0 ? "–" : worker.pid),
    td(worker.state),
    td({ class: "number" }, count(worker.calls)),
    td({ class: "number" }, count(worker.served)),
    td({ class: "number" }, bytes(worker.memory)),
    td({ class: "number" }, count(worker.restarts)),
  );
}

export function Workers({ name }) {
  const beat = useLive().pipelines;
  const { value } = useFetched(() => getJson(`status/${segment(name)}`), [name, beat]);
  const workers = value?.deployment.workers ?? [];
  const ended = workers.filter((worker) => worker.last_error);
  return [
    workers.length > 0 &&
      div(
        { class: "scroll", tabIndex: 0, role: "group", "aria-label": "Workers" },
        table(
          thead(tr(["Process", "State", "Calls", "Served", "Memory", "Restarts"].map((name) => th({ scope: "col", key: name }, name)))),
          tbody(workers.map(Row)),
        ),
      ),
    value && workers.length === 0 && p({ class: "faint" }, "No worker runs; the next call starts one."),
    ended.length > 0 && h2("Last error"),
    ended.map((worker) => pre({ class: "reason", tabIndex: 0, key: worker.pid }, worker.last_error)),
  ];
}
