// SPDX-License-Identifier: Apache-2.0
// The pipeline's components and connections, drawn by the server.
import { address, segment } from "./api.js";
import { tags } from "./html.js";

const { a, div, img, p } = tags;

export function Graph({ name, pipeline }) {
  const picture = (form) => address(`draw/${segment(name)}?format=${form}&revision=${pipeline.revision}`);
  return [
    div(
      { class: "graph", tabIndex: 0, role: "group", "aria-label": "Graph" },
      img({ src: picture("svg"), alt: `Components and connections of ${name}` }),
    ),
    p({ class: "faint" }, a({ href: picture("svg") }, "SVG"), " · ", a({ href: picture("png") }, "PNG")),
  ];
}
