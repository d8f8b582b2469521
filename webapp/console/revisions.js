// SPDX-License-Identifier: Apache-2.0
// The kept deployments of a pipeline, what each of them changed, and the way back to one.
import { getJson, postJson, segment } from "./api.js";
import { Difference } from "./difference.js";
import { h, tags, useEffect, useId, useRef, useState } from "./html.js";
import { announce } from "./notice.js";
import { moment } from "./numbers.js";
import { Problem } from "./problem.js";
import { to } from "./router.js";
import { useFetched } from "./server.js";

const { a, button, code, div, h2, label, option, p, section, select, span, table, tbody, td, th, thead, tr } = tags;
const short = (revision) => revision.slice(0, 8);

function RollBack({ one, busy, onRollBack }) {
  if (one.current) return span({ class: "state good" }, "serving");
  return button(
    { type: "button", disabled: busy !== null, onClick: () => onRollBack(one.revision), "aria-label": `Roll back to ${one.revision}` },
    busy === one.revision ? "Loading …" : "Roll back",
  );
}

function List({ name, revisions, shown, busy, onRollBack }) {
  const row = (one) =>
    tr(
      { key: one.revision },
      th({ scope: "row" }, code({ title: one.revision }, short(one.revision)), p({ class: "note" }, `${moment(one.deployed_at)} · ${one.kind}`)),
      td(
        div(
          { class: "actions" },
          revisions.length > 1 &&
            a({ class: "button quiet", href: to("pipelines", name, "revisions", one.revision), "aria-current": one.revision === shown ? "true" : undefined, "aria-label": `Changes of ${one.revision}` }, "Changes"),
          h(RollBack, { one, busy, onRollBack }),
        ),
      ),
    );
  return div(
    { class: "scroll revisions", tabIndex: 0, role: "group", "aria-label": "Revisions" },
    table(thead(tr(["Revision", "Action"].map((title) => th({ scope: "col", key: title }, title)))), tbody(revisions.map(row))),
  );
}

/** Of the one that serves: what it brought. Of any other: what going back to it would change. */
function baseOf(shown, revisions) {
  const index = revisions.indexOf(shown);
  const other = shown.current ? (revisions[index + 1] ?? revisions[index - 1]) : revisions.find((one) => one.current);
  return other ?? revisions.find((one) => one !== shown);
}

function Changes({ name, shown, revisions, busy, onRollBack }) {
  const [picked, pick] = useState(null);
  const base = picked ?? baseOf(shown, revisions).revision;
  const title = useRef(null);
  const id = useId();
  useEffect(() => title.current.focus(), []);
  const titled = (one) => `${short(one.revision)}${one.current ? ", serving" : ""}, ${moment(one.deployed_at)}`;
  return section(
    { class: "changes", "aria-label": "Changes" },
    div(
      { class: "heading" },
      h2({ tabIndex: -1, ref: title }, "Changes of ", code(short(shown.revision))),
      div(
        { class: "actions" },
        label({ for: id }, "since"),
        select(
          { id, value: base, onChange: (event) => pick(event.target.value) },
          revisions.filter((one) => one !== shown).map((one) => option({ key: one.revision, value: one.revision }, titled(one))),
        ),
        h(RollBack, { one: shown, busy, onRollBack }),
      ),
    ),
    h(Difference, { name, before: base, now: shown.revision }),
  );
}

export function Revisions({ name, pipeline, detail }) {
  const [turn, setTurn] = useState(0);
  const { value, error } = useFetched(() => getJson(`revisions/${segment(name)}`), [name, pipeline.revision, turn]);
  const [busy, setBusy] = useState(null);
  const [failure, setFailure] = useState(null);
  const revisions = value?.revisions ?? [];
  const shown = revisions.length > 1 && revisions.find((one) => one.revision === detail);

  const onRollBack = async (revision) => {
    setBusy(revision);
    setFailure(null);
    try {
      await postJson(`rollback/${segment(name)}`, { revision });
      announce(`${name} serves revision ${short(revision)} again`);
    } catch (refused) {
      setFailure(refused);
    }
    setBusy(null);
    setTurn(turn + 1);
  };
  return [
    (failure ?? error) && h(Problem, { error: failure ?? error }),
    value && h(List, { name, revisions, shown: shown?.revision, busy, onRollBack }),
    p({ class: "faint" }, "Rolling back loads the older files first; calls go on meanwhile, and nothing changes when it fails."),
    shown && h(Changes, { key: shown.revision, name, shown, revisions, busy, onRollBack }),
  ];
}
