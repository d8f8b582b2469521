// SPDX-License-Identifier: Apache-2.0
// Where files are dropped or picked, and what has been.
import { h, tags, useId, useState } from "./html.js";
import { EXAMPLE } from "./example.js";
import { bytes } from "./numbers.js";
import { chosen, dropped } from "./picked.js";

const { button, code, div, input, label, li, p, span, ul } = tags;

function Chooser({ text, folder, onPick }) {
  const id = useId();
  const change = async (event) => {
    const found = await chosen(event.target.files);
    event.target.value = "";
    onPick(found);
  };
  return [
    input({ id, class: "unseen", type: "file", multiple: true, webkitdirectory: folder, onChange: change }),
    label({ for: id, class: "button" }, text),
  ];
}

function Picked({ picked }) {
  const names = Object.keys(picked.files).sort();
  return [
    names.length > 0 && ul({ class: "files", "aria-label": "Files" }, names.map((name) => li({ key: name }, code(name), " ", span({ class: "faint" }, bytes(picked.files[name].length))))),
    names.length > 0 && !names.some((name) => /^pipeline_wrapper\.py$|\.ya?ml$/.test(name)) && p({ class: "warning" }, "There is no pipeline_wrapper.py among them."),
    picked.refused.length > 0 && p({ class: "warning" }, `Left out, since they are no text: ${picked.refused.join(", ")}`),
  ];
}

export function Picker({ picked, onPick }) {
  const [over, setOver] = useState(false);
  const hover = (inside) => (event) => {
    event.preventDefault();
    setOver(inside);
  };
  const drop = async (event) => {
    event.preventDefault();
    setOver(false);
    onPick(await dropped(event.dataTransfer));
  };
  return div(
    { class: `drop ${over ? "over" : ""}`, onDragOver: hover(true), onDragLeave: hover(false), onDrop: drop },
    p({ class: "lead" }, "Drop a pipeline's folder here, or a YAML pipeline."),
    div(
      { class: "actions" },
      h(Chooser, { text: "Choose a folder", folder: true, onPick }),
      h(Chooser, { text: "Choose files", folder: false, onPick }),
      button({ type: "button", class: "quiet", onClick: () => onPick(EXAMPLE) }, "Take an example"),
    ),
    h(Picked, { picked }),
  );
}
