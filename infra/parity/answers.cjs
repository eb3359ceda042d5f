// node answers.cjs FOLDER: lets the module built for the browser answer the questions of a folder, one a line.
"use strict";
const { readFileSync, writeFileSync } = require("node:fs");
const { join, resolve } = require("node:path");

const folder = resolve(process.argv[2]);
require(join(folder, "parity.js"));

const [world, ...questions] = readFileSync(join(folder, "questions.jsonl"), "utf8").trimEnd().split("\n");
const refused = globalThis.answer(world);
if (refused !== "") throw new Error(refused);
const answers = questions.map((question) => `${globalThis.answer(question)}\n`);
writeFileSync(join(folder, "browser.jsonl"), answers.join(""));
