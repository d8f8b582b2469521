// SPDX-License-Identifier: Apache-2.0
// Takes a pipeline out, after a question.
import { postJson, segment } from "./api.js";
import { h, tags, useId, useRef, useState } from "./html.js";
import { announce } from "./notice.js";
import { Problem } from "./problem.js";
import { go } from "./router.js";

const { button, dialog, div, h2, p } = tags;

export function Undeploy({ name }) {
  const question = useRef(null);
  const title = useId();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState(null);
  const undeploy = async () => {
    setBusy(true);
    setFailure(null);
    try {
      await postJson(`undeploy/${segment(name)}`);
      announce(`${name} is undeployed`);
      go("");
    } catch (refused) {
      setBusy(false);
      setFailure(refused);
    }
  };
  return [
    button({ type: "button", class: "danger", onClick: () => question.current.showModal() }, "Undeploy"),
    dialog(
      { ref: question, "aria-labelledby": title },
      h2({ id: title }, `Undeploy ${name}?`),
      p("Its routes answer 404 from then on, and its files and kept revisions are removed from the server."),
      failure && h(Problem, { error: failure }),
      div(
        { class: "actions" },
        button({ type: "button", onClick: () => question.current.close() }, "Keep it"),
        button({ type: "button", class: "danger solid", disabled: busy, onClick: undeploy }, busy ? "Undeploying …" : "Undeploy"),
      ),
    ),
  ];
}
