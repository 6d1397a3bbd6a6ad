// Parses every diagram of a JSON list on stdin with the real mermaid; prints a list of what is wrong, null where nothing is.
// argv[2] is a folder in which `npm install mermaid jsdom` was run.
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(resolve(process.argv[2], "here.js"));
const { JSDOM } = require("jsdom");
const { window } = new JSDOM("");
globalThis.window = window;
globalThis.document = window.document;
const mermaid = (await import(pathToFileURL(require.resolve("mermaid")))).default;

let given = "";
for await (const piece of process.stdin) given += piece;
const found = [];
for (const text of JSON.parse(given)) {
  try {
    await mermaid.parse(text);
    found.push(null);
  } catch (error) {
    found.push(String(error.message));
  }
}
process.stdout.write(JSON.stringify(found));
