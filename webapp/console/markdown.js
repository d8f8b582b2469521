// SPDX-License-Identifier: Apache-2.0
// Markdown of a model becomes elements. Models repeat what others wrote, so everything that could act is taken out.
import { h, useEffect, useRef } from "./html.js";
import DOMPurify from "./lib/dompurify.js";
import { marked } from "./lib/marked.js";

const RULES = {
  RETURN_DOM_FRAGMENT: true,
  USE_PROFILES: { html: true },
  FORBID_TAGS: ["style", "form", "button", "input", "textarea", "select", "video", "audio", "source"],
  FORBID_ATTR: ["style", "class", "id", "name", "srcset"],
};

/** HTML that a text may have in it, without attributes; all other is shown as it is written. */
const PLAIN = new Set(
  "b blockquote br code dd del details div dl dt em h1 h2 h3 h4 hr i kbd li mark ol p pre s span strong sub summary sup table tbody td th thead tr u ul".split(" "),
);

function plainHtml({ text }) {
  return text.replace(/<(\/?)([a-z][a-z0-9]*)\b[^>]*>|</gi, (all, end, name) =>
    PLAIN.has(name?.toLowerCase()) ? `<${end}${name}>` : all.replaceAll("<", "&lt;"),
  );
}

marked.use({ gfm: true, breaks: true, renderer: { html: plainHtml } });

/** A picture's address could carry the conversation away, so pictures from elsewhere are only linked. */
function tame(node) {
  if (node.nodeName === "A" && node.hasAttribute("href")) {
    node.setAttribute("target", "_blank");
    node.setAttribute("rel", "noopener noreferrer nofollow");
  }
  if (node.nodeName === "PRE") node.tabIndex = 0;
  const address = node.nodeName === "IMG" ? (node.getAttribute("src") ?? "") : "";
  if (address && !address.startsWith("data:image/")) {
    const link = document.createElement("a");
    link.href = address;
    link.rel = "noopener noreferrer nofollow";
    link.target = "_blank";
    link.textContent = node.getAttribute("alt") || address;
    node.replaceWith(link);
  }
}

/** In a parser's document nothing loads; pictures are replaced there, before anything is on the page. */
DOMPurify.addHook("afterSanitizeAttributes", (node) => node.nodeName !== "IMG" && tame(node));

export function elementsOf(text) {
  const fragment = DOMPurify.sanitize(marked.parse(text), RULES);
  fragment.querySelectorAll("img").forEach(tame);
  return fragment;
}

export function Markdown({ text }) {
  const place = useRef(null);
  useEffect(() => {
    const frame = requestAnimationFrame(() => place.current?.replaceChildren(elementsOf(text)));
    return () => cancelAnimationFrame(frame);
  }, [text]);
  return h("div", { class: "markdown", ref: place });
}
