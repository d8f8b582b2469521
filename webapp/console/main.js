// SPDX-License-Identifier: Apache-2.0
// The console's frame: navigation, the page that the address names, and what is said aloud.
import { Connect } from "./connect.js";
import { Deploy } from "./deploy.js";
import { h, render, tags, useEffect, useRef } from "./html.js";
import { startLive, useLive } from "./live.js";
import { Announcements } from "./notice.js";
import { Overview } from "./overview.js";
import { PipelinePage } from "./pipeline.js";
import { to, useRoute } from "./router.js";
import { Traces } from "./traces.js";

const { a, div, footer, header, img, main, nav, p, span } = tags;
const place = document.querySelector("#console");
const assets = new URL(".", import.meta.url);

const PAGES = {
  "": { title: "Pipelines", show: () => h(Overview) },
  pipelines: { title: "Pipeline", show: ([name, tab, detail]) => h(PipelinePage, { key: name, name, tab, detail }) },
  deploy: { title: "Deploy", show: ([name]) => h(Deploy, { key: name, name }) },
  traces: { title: "Traces", show: ([pipeline]) => h(Traces, { key: "traces", pipeline }) },
  connect: { title: "Connect", show: () => h(Connect) },
};

function NavLink({ page, current }) {
  const here = page === current || (page === "" && current === "pipelines");
  return a({ href: page ? to(page) : "#/", "aria-current": here ? "page" : undefined }, PAGES[page].title);
}

function Connection() {
  const { connected, pipelines } = useLive();
  const text = connected ? "Live" : pipelines ? "Reconnecting …" : "Connecting …";
  return span({ class: `connection ${connected ? "on" : ""}`, role: "status" }, text);
}

function Console() {
  const [page, ...rest] = useRoute();
  const found = PAGES[page] ?? { title: "Not found", show: () => p("There is no such page. ", a({ href: "#/" }, "Pipelines")) };
  const shown = useRef(null);
  const where = page === "traces" ? page : `${page}/${rest[0] ?? ""}`; // its filter is no other page
  useEffect(() => {
    document.title = `${rest[0] || found.title} – Hayhooks EE`;
    if (shown.current !== null && shown.current !== where) document.querySelector("main h1")?.focus();
    shown.current = where;
  }, [where]);
  return div(
    { class: "frame" },
    a({ class: "skip", href: "#content", onClick: skip }, "Skip to the content"),
    header(
      { class: "bar" },
      a({ class: "brand", href: "#/" }, img({ src: new URL("hayhooks.svg", assets).href, alt: "" }), "Hayhooks EE"),
      nav(
        { "aria-label": "Console" },
        ["", "traces", "deploy", "connect"].map((one) => h(NavLink, { page: one, current: page })),
      ),
      h(Connection),
    ),
    main({ id: "content", tabIndex: -1 }, found.show(rest)),
    h(Announcements),
    footer(p(`Hayhooks EE ${place.dataset.version}`)),
  );
}

/** By script, since the address's "#" belongs to the pages. */
function skip(event) {
  event.preventDefault();
  document.querySelector("#content").focus();
}

place.replaceChildren();
render(h(Console), place);
startLive();
