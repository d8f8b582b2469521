// SPDX-License-Identifier: Apache-2.0
// Runs MCP's conformance suite. It asks for Node 22 because of one function that its scenarios for servers do not use,
// so that Node 20 will do when it finds something of that name.
import { register } from "node:module";

const fs = `
  export * from "node:fs";
  export { default } from "node:fs";
  export const globSync = () => { throw new Error("needs Node 22"); };`;

const hooks = `
  export async function resolve(specifier, context, next) {
    const wanted = specifier === "fs" && context.parentURL?.includes("/conformance/");
    return wanted ? { url: ${JSON.stringify(data(fs))}, shortCircuit: true } : next(specifier, context);
  }`;

function data(source) {
  return `data:text/javascript,${encodeURIComponent(source)}`;
}

if (Number(process.versions.node.split(".")[0]) < 22) {
  register(data(hooks));
}
await import("@modelcontextprotocol/conformance/dist/index.js");
