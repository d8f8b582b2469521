// SPDX-License-Identifier: Apache-2.0
// Elements as functions: div({ class: "x" }, "text", other) and p("text"). Texts are only ever texts.
import { h } from "./lib/preact.js";

export { Fragment, h, render } from "./lib/preact.js";
export { useEffect, useId, useMemo, useRef, useState } from "./lib/hooks.js";

const isProps = (value) => value !== null && typeof value === "object" && value.constructor === Object;

export const tags = new Proxy(
  {},
  {
    get: (_, name) =>
      (first, ...rest) =>
        isProps(first) ? h(name, first, ...rest) : h(name, null, first, ...rest),
  },
);
