// SPDX-License-Identifier: Apache-2.0
// Short words on what has just happened, seen for a while and read aloud.
import { tags, useEffect, useState } from "./html.js";

const { div, p } = tags;
let show = () => {};
let timer;

export function announce(text) {
  show(text);
  clearTimeout(timer);
  timer = setTimeout(() => show(""), 5000);
}

export function Announcements() {
  const [text, set] = useState("");
  useEffect(() => {
    show = set;
  }, []);
  return div({ class: "announcements", role: "status", "aria-live": "polite" }, text && p(text));
}
