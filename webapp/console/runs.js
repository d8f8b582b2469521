// SPDX-License-Identifier: Apache-2.0
// Calls that go on, and the means to end one.
import { getJson, postJson } from "./api.js";
import { h, tags, useState } from "./html.js";
import { useLive } from "./live.js";
import { announce } from "./notice.js";
import { milliseconds } from "./numbers.js";
import { Problem } from "./problem.js";
import { useFetched } from "./server.js";

const { button, code, div, p, table, tbody, td, th, thead, tr } = tags;

function Row({ run, onFailure }) {
  const [asked, setAsked] = useState(false);
  const cancel = async () => {
    setAsked(true);
    try {
      await postJson(`runs/${encodeURIComponent(run.id)}/cancel`);
      announce(`Run ${run.id} is cancelled`);
    } catch (failure) {
      setAsked(false);
      onFailure(failure);
    }
  };
  return tr(
    th({ scope: "row" }, code(run.id)),
    td(run.method.replaceAll("_", " ")),
    td(run.state),
    td({ class: "number" }, milliseconds(run.age * 1000)),
    td({ class: "number" }, run.worker ?? "–"),
    td(button({ type: "button", disabled: asked, onClick: cancel, "aria-label": `Cancel run ${run.id}` }, asked ? "Cancelling …" : "Cancel")),
  );
}

export function Runs({ name }) {
  const beat = useLive().pipelines;
  const { value, error } = useFetched(() => getJson(`runs?pipeline=${encodeURIComponent(name)}`), [name, beat]);
  const [failure, setFailure] = useState(null);
  const runs = value?.runs ?? [];
  return [
    (failure ?? error) && h(Problem, { error: failure ?? error }),
    runs.length > 0 &&
      div(
        { class: "scroll", tabIndex: 0, role: "group", "aria-label": "Running calls" },
        table(
          thead(tr(["Run", "Method", "State", "Age", "Worker", ""].map((title) => th({ scope: "col", key: title }, title || "Action")))),
          tbody(runs.map((run) => h(Row, { key: run.id, run, onFailure: setFailure }))),
        ),
      ),
    value && runs.length === 0 && p({ class: "faint" }, "No call goes on right now. This list follows by itself."),
  ];
}
