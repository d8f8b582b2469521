// SPDX-License-Identifier: Apache-2.0
// A browser that notes every complaint: errors in its console, and what axe finds serious.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const LOOKS = {
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  phone: { colorScheme: "light", viewport: { width: 390, height: 844 } },
};

/** Refusals that a part asks for; the browser itself reports them. A server need not keep traces. */
const EXPECTED = /Failed to load resource: the server responded with a status of 4(00|03|22)/;
const isExpected = (message) => EXPECTED.test(message.text()) || /\/traces\?limit=\d+$/.test(message.location().url);

export class Browser {
  complaints = [];

  static async open(executablePath, url, directory) {
    const browser = new Browser();
    browser.url = url;
    browser.directory = directory;
    browser.chromium = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
    return browser;
  }

  async page(options = {}) {
    const context = await this.chromium.newContext({ reducedMotion: "reduce", ...options });
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    page.on("pageerror", (error) => this.complaints.push(`${page.url()}: ${error.stack}`));
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type()) && !isExpected(message)) {
        this.complaints.push(`${page.url()}: ${message.text()}`);
      }
    });
    return page;
  }

  /** Goes to a page of the console by its "#" part. */
  async visit(page, hash) {
    await page.goto(this.url + hash);
    await page.locator("main h1").waitFor();
  }

  /** Has axe look at the page, and at its contrasts in the other colour scheme as well. */
  async look(page, name) {
    await page.evaluate(axe);
    for (const [colorScheme, rules] of [["dark", { runOnly: ["color-contrast"] }], ["light", {}]]) {
      await page.emulateMedia({ colorScheme });
      const { violations } = await page.evaluate((chosen) => window.axe.run(chosen), rules);
      for (const { id, impact, nodes } of violations) {
        if (["serious", "critical"].includes(impact)) {
          this.complaints.push(`axe on ${name}, ${colorScheme}: ${id} at ${nodes.map((node) => node.html).join(" ")}`);
        }
      }
    }
  }

  /** For people to look at. */
  async pictures(hashes) {
    for (const [look, options] of Object.entries(LOOKS)) {
      const page = await this.page(options);
      for (const hash of hashes) {
        await this.visit(page, hash);
        await page.getByText("Looking at the server …").waitFor({ state: "detached" });
        const name = hash.replace(/\W+/g, "-").replace(/^-|-$/g, "") || "overview";
        await page.screenshot({ path: `${this.directory}/${name}-${look}.png`, fullPage: true });
      }
      await page.context().close();
    }
  }

  close() {
    return this.chromium.close();
  }
}
