// SPDX-License-Identifier: Apache-2.0
// Where other programs find this server, and what they need to know.
import { address, segment } from "./api.js";
import { Snippet } from "./copy.js";
import { h, tags } from "./html.js";
import { useDeployments, useDescription } from "./server.js";

const { a, code, dd, div, dl, dt, h1, h2, li, p, section, ul } = tags;
const CARD = "/a2a/{pipeline_name}/.well-known/agent-card.json";

const Place = ({ path, name, children }) => div(dt(a({ href: address(path) }, name)), dd(children));

function Places() {
  return dl(
    { class: "places" },
    h(Place, { path: "docs", name: "Swagger UI" }, "every route, to try out"),
    h(Place, { path: "redoc", name: "ReDoc" }, "every route, to read"),
    h(Place, { path: "openapi.json", name: "openapi.json" }, "for programs and generators; also as ", a({ href: address("openapi.yaml") }, "YAML")),
    h(Place, { path: "status", name: "Status" }, "what is deployed and how it is, as JSON"),
    h(Place, { path: "v1/models", name: "Models" }, "pipelines that chat or respond"),
    h(Place, { path: "metrics", name: "Metrics" }, "for Prometheus"),
    h(Place, { path: "health", name: "Health" }, "for load balancers and orchestrators"),
  );
}

function OpenAi() {
  const text = `export OPENAI_BASE_URL=${address("v1")}\nexport OPENAI_API_KEY=not-needed`;
  return section(
    h2("OpenAI clients"),
    p("Every pipeline that chats is a model of its name. Open WebUI and other clients take the same address."),
    h(Snippet, { text, what: "Settings of OpenAI clients" }),
  );
}

function Mcp() {
  const servers = { hayhooks: { type: "http", url: address("mcp") } };
  const older = { hayhooks: { type: "sse", url: address("sse") } };
  const json = (mcpServers) => JSON.stringify({ mcpServers }, null, 2);
  return section(
    h2("MCP clients"),
    p("Pipelines with a run method are tools at ", code(address("mcp")), ". In the client's configuration:"),
    h(Snippet, { text: json(servers), what: "Configuration of MCP clients" }),
    p("Clients that only know the older transport:"),
    h(Snippet, { text: json(older), what: "Configuration of older MCP clients" }),
  );
}

function Agents({ deployments }) {
  const agents = deployments.filter((one) => one.capabilities.includes("a2a_eligible"));
  const card = (name) => address(CARD.slice(1).replace("{pipeline_name}", segment(name)));
  return section(
    h2("A2A agents"),
    agents.length === 0 && p("A pipeline that chats is an agent; none is deployed."),
    ul(agents.map(({ name }) => li({ key: name }, a({ href: card(name) }, name), " ", code(card(name))))),
  );
}

export function Connect() {
  const routes = useDescription().value?.paths ?? {};
  const deployments = useDeployments().value ?? [];
  return [
    div({ class: "heading" }, h1({ tabIndex: -1 }, "Connect")),
    h(Places),
    h(OpenAi),
    routes["/mcp"] && h(Mcp),
    routes[CARD] && h(Agents, { deployments }),
  ];
}
