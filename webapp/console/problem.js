// SPDX-License-Identifier: Apache-2.0
// Failures as the server tells them: the first line says what, the rest is output to read.
import { tags } from "./html.js";

const { div, p, pre } = tags;

const TITLES = {
  0: "No connection",
  400: "The request does not fit",
  403: "Not allowed",
  404: "Not found",
  409: "There is one already",
  413: "Too large",
  422: "It cannot be loaded",
  502: "The worker ended",
  503: "Not available",
  504: "It took too long",
};

export function Problem({ error, children }) {
  const [first, ...rest] = error.message.trim().split("\n");
  const more = rest.join("\n").trim();
  return div(
    { class: "problem", role: "alert" },
    p({ class: "title" }, TITLES[error.status] ?? "It failed", error.status ? ` (${error.status})` : ""),
    p({ class: "cause" }, first),
    more && pre({ tabIndex: 0, "aria-label": "Details" }, more),
    children,
  );
}
