// SPDX-License-Identifier: Apache-2.0
// Deploys a folder, some files or a YAML.
import { post } from "./api.js";
import { Place } from "./excerpt.js";
import { h, tags, useId, useState } from "./html.js";
import { useLive } from "./live.js";
import { announce } from "./notice.js";
import { isYaml } from "./picked.js";
import { Picker } from "./picker.js";
import { Problem } from "./problem.js";
import { follow, Progress } from "./progress.js";
import { go } from "./router.js";

const { button, div, form, h1, input, label, p } = tags;

function send(name, files, overwrite) {
  if (isYaml(files)) return post("deploy-yaml", { name, source_code: Object.values(files)[0], overwrite });
  return post("deploy_files", { name, files, overwrite });
}

/** What is there already is only replaced when one says so. */
function Overwrite({ exists, overwrite, onChange }) {
  const id = useId();
  return div(
    { class: "field flag" },
    input({ id, type: "checkbox", checked: overwrite, onChange: (event) => onChange(event.target.checked) }),
    label({ for: id }, "Replace a pipeline of this name"),
    exists && p({ class: "hint" }, "It is deployed. It goes on serving until the new one has loaded, and also if that fails."),
  );
}

export function Deploy({ name: given }) {
  const { pipelines } = useLive();
  const [picked, pick] = useState({ files: {}, refused: [], name: "" });
  const [name, setName] = useState(given ?? "");
  const [overwrite, setOverwrite] = useState(Boolean(given));
  const [progress, setProgress] = useState(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState(null);
  const id = useId();
  const exists = pipelines?.some((one) => one.name === name);
  const ready = name.trim() !== "" && Object.keys(picked.files).length > 0 && !busy;

  const take = (found) => {
    pick(found);
    setError(null);
    setProgress(null);
    if (!given && found.name) setName(found.name);
  };
  const deploy = async (event) => {
    event.preventDefault();
    setError(null);
    setBusy(true);
    const leave = follow(name.trim(), setProgress);
    try {
      await send(name.trim(), picked.files, overwrite);
      announce(`${name} is deployed`);
      go("pipelines", name.trim());
    } catch (failure) {
      setError(failure);
      setBusy(false);
    } finally {
      leave();
    }
  };
  return [
    div({ class: "heading" }, h1({ tabIndex: -1 }, given ? `Redeploy ${given}` : "Deploy a pipeline")),
    form(
      { class: "deploy", onSubmit: deploy },
      h(Picker, { picked, onPick: take }),
      div({ class: "field" }, label({ for: id }, "Name"), input({ id, value: name, required: true, maxLength: 200, autocomplete: "off", onInput: (event) => setName(event.target.value) })),
      h(Overwrite, { exists, overwrite, onChange: setOverwrite }),
      div({ class: "actions" }, button({ class: "main", disabled: !ready }, busy ? "Deploying …" : "Deploy")),
    ),
    progress && h(Progress, { state: progress, failed: error !== null }),
    error && h(Problem, { error }, h(Place, { message: error.message, files: picked.files })),
  ];
}
