// SPDX-License-Identifier: Apache-2.0
// What people do in the web console, in a real browser; every page is looked at by axe as well.
// Usage: node console_scenario.mjs URL PREFIXED_URL CHROMIUM PICTURES; prints what became of each part as JSON.
import assert from "node:assert/strict";
import { Browser } from "./console_browser.mjs";

const [url, prefixed, chromium, pictures] = process.argv.slice(2);
const browser = await Browser.open(chromium, url, pictures);
const json = { "Content-Type": "application/json" };
const call = (path, body) => fetch(url + path, { method: "POST", headers: json, body: JSON.stringify(body) });

const WRAPPER = (body) => `from hayhooks import BasePipelineWrapper


class PipelineWrapper(BasePipelineWrapper):
    def setup(self) -> None:
        ${body}

    def run_api(self, name: str = "world") -> str:
        return "Hello, " + name
`;
const wrapper = (body) => ({ name: "pipeline_wrapper.py", mimeType: "text/x-python", buffer: Buffer.from(WRAPPER(body)) });

const span = (id, name, took, tags, children = []) => ({
  span_id: String(id), name, start_time_ms: Date.now(), duration_ms: took, running: false, children,
  tags: Object.entries({ "hayhooks.success": "true", ...tags }).map(([key, value]) => ({ key, value })),
});
const component = (name, took) =>
  span(name, "haystack.component.run", took, { "haystack.component.name": name, "haystack.component.type": `haystack.components.x.${name}` });
const traced = (name, id, took, children) => {
  const root = span(id, "hayhooks.pipeline.run", took, { "hayhooks.pipeline.name": name }, children);
  return { ...root, trace_id: String(id), entrypoint: name, span_count: 1 + children.length, root_span: root };
};

const parts = {
  async overview(page) {
    await browser.visit(page, "#/");
    const card = page.locator(".card", { hasText: "console_models" });
    await card.getByText("serving").waitFor();
    const load = Promise.all(Array.from({ length: 20 }, () => call("console_echo/run", { query: "x" })));
    await page.locator(".card", { hasText: "console_echo" }).locator(".calls dd").filter({ hasText: /[1-9]/ }).waitFor();
    await load;
    await browser.look(page, "overview");
  },

  async run(page) {
    await browser.visit(page, "#/pipelines/console_models/run");
    await page.getByRole("button", { name: "Add to items" }).click();
    await page.getByLabel(/^name/).fill("pear");
    await page.getByLabel("color").selectOption({ label: "blue" });
    await page.getByLabel(/^x/).fill("3");
    await page.getByRole("button", { name: "Run", exact: true }).click();
    const result = JSON.parse(await page.locator(".shown pre").innerText()).result;
    assert.deepEqual([result.echoed[0].name, result.echoed[0].color, result.point.x], ["pear", "blue", 3]);
    await browser.look(page, "run");
    await page.getByRole("button", { name: "Edit as JSON" }).click();
    await page.getByLabel("Request as JSON").fill('{"items": "none"}');
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await page.getByRole("alert").getByText(/items/).first().waitFor();
  },

  async files(page) {
    await browser.visit(page, "#/pipelines/console_upload/run");
    await page.getByLabel("files").setInputFiles({ name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("alpha") });
    await page.getByRole("button", { name: "Add to tags" }).click();
    await page.getByLabel("tags 1", { exact: true }).fill("red");
    await page.getByRole("button", { name: "Run", exact: true }).click();
    const result = JSON.parse(await page.locator(".shown pre").innerText()).result;
    assert.deepEqual([result.files[0].filename, result.files[0].size, result.tags], ["a.txt", 5, ["red"]]);
    await browser.visit(page, "#/pipelines/console_file/run");
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await page.getByRole("link", { name: "Save out.txt (5 B)" }).waitFor();
    await browser.visit(page, "#/pipelines/console_stream/run");
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await page.locator(".shown pre").filter({ hasText: "a b chunk" }).waitFor();
  },

  async chat(page) {
    await browser.visit(page, "#/pipelines/console_chat/chat");
    const say = async (text, answer) => {
      await page.getByLabel("Message to console_chat").fill(text);
      await page.keyboard.press("Enter");
      await page.locator(".theirs").last().getByText(answer).first().waitFor();
      await page.getByRole("button", { name: "Send" }).waitFor();
    };
    await say("gen", "Hello world");
    await say("reasoning", "Reasoning");
    await say("tools", "Tool call weather");
    await say("events", "watch out");
    await say("usage", "1 + 2 tokens");
    await say("**bold** <img src=x onerror=alert(1)><script>alert(2)</script>", "bold");
    const last = page.locator(".theirs").last();
    assert.equal(await last.locator("strong").innerText(), "bold");
    assert.equal(await last.locator("img, script").count(), 0);
    await say("failmid", "stream failed mid");
    await browser.look(page, "chat");
  },

  async graphAndCode(page) {
    await browser.visit(page, "#/pipelines/console_yaml/graph");
    const picture = page.getByRole("img", { name: /^Components/ });
    await picture.waitFor();
    assert.ok(await picture.evaluate(async (img) => (await img.decode(), img.naturalWidth > 50)));
    await browser.look(page, "graph");
    await page.getByRole("link", { name: "Code" }).click();
    await page.getByText(`curl '${url}console_yaml/run'`).waitFor();
    for (const language of ["Python", "Java"]) await page.getByRole("button", { name: language, exact: true }).click();
    await page.getByText("HttpClient.newHttpClient()").waitFor();
    await browser.look(page, "code");
  },

  async runningCalls(page) {
    await browser.visit(page, "#/pipelines/console_chat/runs");
    const slow = call("v1/chat/completions", { model: "console_chat", stream: true, messages: [{ role: "user", content: "slow" }] });
    const cancel = page.getByRole("button", { name: /^Cancel run/ });
    await cancel.click();
    await cancel.waitFor({ state: "detached" });
    assert.match(await (await slow).text(), /cancelled by an operator/);
    await page.getByRole("link", { name: "Workers" }).click();
    await page.getByRole("cell", { name: "ready" }).waitFor();
    await browser.look(page, "workers");
    await page.getByRole("link", { name: "Output" }).click();
    await page.locator(".log").getByText("stream failed mid").first().waitFor();
  },

  async deploy(page) {
    await browser.visit(page, "#/deploy");
    await page.getByLabel("Choose files").setInputFiles(wrapper('self.limit = int("many")'));
    await page.getByLabel("Name", { exact: true }).fill("console_new");
    await page.getByRole("button", { name: "Deploy", exact: true }).click();
    await page.getByRole("alert").getByText("invalid literal for int()").waitFor();
    assert.match(await page.locator("mark").innerText(), /int\("many"\)/);
    assert.match(await page.locator(".phases .failed").innerText(), /^Loading it in a worker/);
    await browser.look(page, "deploy");
    for (const turn of [1, 2]) {
      await page.getByLabel("Choose files").setInputFiles(wrapper(`self.limit = ${turn}`));
      await page.getByLabel("Replace").setChecked(turn > 1);
      await page.getByRole("button", { name: "Deploy", exact: true }).click();
      await page.getByRole("heading", { name: "console_new", exact: true }).waitFor();
      if (turn === 1) await page.getByRole("link", { name: "Redeploy" }).click();
    }
    await page.getByRole("link", { name: "Revisions" }).click();
    await page.getByRole("link", { name: /^Changes of/ }).last().click();
    await page.getByRole("row", { name: "removed: self.limit = 2" }).waitFor();
    await page.getByRole("row", { name: "added: self.limit = 1" }).waitFor();
    await page.getByRole("table", { name: /^pipeline_wrapper.py\s+lines added: 1, removed: 1$/ }).waitFor();
    await browser.look(page, "revisions");
    await page.getByRole("button", { name: /^Roll back to/ }).first().click();
    await page.getByText("console_new serves revision").waitFor();
  },

  async traces(page) {
    const known = traced("rag", 1, 2300, [component("retriever", 60), component("llm", 1850)]);
    const events = ["snapshot", [known], "trace", [traced("chat", 2, 7, [])]];
    const frame = (name, traces) => `event: ${name}\ndata: ${JSON.stringify({ traces })}\n\n`;
    const config = { slow_component_ms: 1000 };
    await page.route(/\/traces\?/, (route) => route.fulfill({ json: { traces: [known], has_more: false, config } }));
    await page.route("**/console/traces", (route) => route.fulfill({ contentType: "text/event-stream", body: frame(...events.slice(0, 2)) + frame(...events.slice(2)) }));
    await browser.visit(page, "#/pipelines/console_echo");
    await page.getByRole("link", { name: "Traces" }).last().click();
    await page.getByText("No trace that is kept fits.").waitFor();
    await page.getByLabel("Pipeline").selectOption("");
    await page.getByRole("listitem").filter({ hasText: "chat" }).waitFor();
    await page.getByText("slow component").click();
    const llm = page.locator(".waterfall li", { hasText: "llm" });
    await llm.getByText("slow", { exact: true }).waitFor();
    await llm.locator("summary").focus();
    await page.keyboard.press("Enter");
    await llm.getByText("haystack.components.x.llm").waitFor();
    await browser.look(page, "traces");
    await page.getByLabel("Took at least").selectOption({ label: "1 s" });
    await page.getByRole("listitem").filter({ hasText: "chat" }).waitFor({ state: "detached" });
    await page.unroute(/\/traces\?/);
    await page.route(/\/traces\?/, (route) => route.fulfill({ status: 403, json: { error: { message: "Tracing is not for you" } } }));
    await page.reload();
    await page.getByLabel("Token").fill("x");
    await browser.look(page, "refused traces");
  },

  async undeploy(page) {
    await browser.visit(page, "#/pipelines/console_new");
    await page.getByRole("button", { name: "Undeploy" }).click();
    const question = page.getByRole("dialog", { name: "Undeploy console_new?" });
    await question.getByRole("button", { name: "Keep it" }).click();
    await page.getByRole("button", { name: "Undeploy" }).click();
    await browser.look(page, "undeploy");
    await question.getByRole("button", { name: "Undeploy" }).click();
    await page.getByRole("heading", { name: "Pipelines" }).waitFor();
    await page.locator(".card", { hasText: "console_new" }).waitFor({ state: "detached" });
  },

  async connect(page) {
    await browser.visit(page, "#/connect");
    await page.getByText(`OPENAI_BASE_URL=${url}v1`).waitFor();
    const description = await (await fetch(`${url}openapi.json`)).json();
    await page.waitForFunction((shown) => Boolean(document.querySelector("main")?.innerText.includes("mcpServers")) === shown, Boolean(description.paths["/mcp"]));
    await browser.look(page, "connect");
    await page.getByRole("link", { name: "Swagger UI" }).click();
    await page.getByText("/deploy_files").first().waitFor();
  },

  async keyboard(page) {
    await browser.visit(page, "#/");
    await page.getByText("Live", { exact: true }).waitFor();
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to the content");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "content");
    await page.getByRole("link", { name: "console_echo" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "console_echo" }).waitFor();
    await page.waitForFunction(() => document.activeElement.textContent === "console_echo");
  },

  async behindAPrefix(page) {
    if (!prefixed) return "no proxy";
    await page.goto(`${prefixed}#/pipelines/console_echo/run`);
    await page.getByLabel(/^query/).fill("through");
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await page.locator(".shown pre").filter({ hasText: "through" }).waitFor();
    await page.getByRole("link", { name: "Code" }).click();
    await page.getByText(`curl '${prefixed}console_echo/run'`).waitFor();
    await page.getByRole("button", { name: "Undeploy" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Undeploy" }).click();
    await page.getByRole("alert").getByText("Not allowed").waitFor();
    return "ok";
  },

  async withoutScripts() {
    const page = await browser.page({ javaScriptEnabled: false });
    await page.goto(url);
    await page.getByRole("link", { name: "openapi.json" }).waitFor();
  },
};

const outcomes = {};
for (const [name, part] of Object.entries(parts)) {
  const page = await browser.page();
  try {
    outcomes[name] = (await part(page)) ?? "ok";
  } catch (failure) {
    outcomes[name] = `${failure.stack}\n${await page.locator("body").innerText().catch(() => "")}`;
  }
  await page.context().close();
}
await browser.pictures(["#/", "#/pipelines/console_models/run", "#/deploy", "#/traces", "#/connect"]);
await browser.close();
console.log(JSON.stringify({ ...outcomes, complaints: browser.complaints }));
