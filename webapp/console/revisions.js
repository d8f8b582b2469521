// SPDX-License-Identifier: Apache-2.0
// The kept deployments of a pipeline, and the way back to one.
import { getJson, postJson, segment } from "./api.js";
import { h, tags, useState } from "./html.js";
import { announce } from "./notice.js";
import { moment } from "./numbers.js";
import { Problem } from "./problem.js";
import { useFetched } from "./server.js";

const { button, code, div, p, span, table, tbody, td, th, thead, tr } = tags;

export function Revisions({ name, pipeline }) {
  const [turn, setTurn] = useState(0);
  const { value, error } = useFetched(() => getJson(`revisions/${segment(name)}`), [name, pipeline.revision, turn]);
  const [busy, setBusy] = useState(null);
  const [failure, setFailure] = useState(null);

  const rollBack = async (revision) => {
    setBusy(revision);
    setFailure(null);
    try {
      await postJson(`rollback/${segment(name)}`, { revision });
      announce(`${name} serves revision ${revision.slice(0, 8)} again`);
    } catch (refused) {
      setFailure(refused);
    }
    setBusy(null);
    setTurn(turn + 1);
  };
  const action = (one) =>
    one.current
      ? span({ class: "state good" }, "serving")
      : button(
          { type: "button", disabled: busy !== null, onClick: () => rollBack(one.revision), "aria-label": `Roll back to ${one.revision}` },
          busy === one.revision ? "Loading …" : "Roll back",
        );
  return [
    (failure ?? error) && h(Problem, { error: failure ?? error }),
    value &&
      div(
        { class: "scroll", tabIndex: 0, role: "group", "aria-label": "Revisions" },
        table(
          thead(tr(["Revision", "Deployed", "Kind", "Action"].map((title) => th({ scope: "col", key: title }, title)))),
          tbody(
            value.revisions.map((one) =>
              tr({ key: one.revision }, th({ scope: "row" }, code(one.revision)), td(moment(one.deployed_at)), td(one.kind), td(action(one))),
            ),
          ),
        ),
      ),
    p({ class: "faint" }, "Rolling back loads the older files first; calls go on meanwhile, and nothing changes when it fails."),
  ];
}
