// What labthings client writes for every Thing is valid TypeScript, and runs.

import assert from "node:assert/strict"
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { spawnSync } from "node:child_process"
import { pathToFileURL } from "node:url"
import test from "node:test"
import ts from "typescript"
import { servers, thingDescriptions } from "../servers.mjs"

const folder = mkdtempSync(join(tmpdir(), "labthings-generated-"))
const options = {
  strict: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ES2022,
  moduleDetection: ts.ModuleDetectionKind.Force,
  lib: ["lib.es2022.d.ts", "lib.dom.d.ts"],
  types: [],
}

function generate(url, name) {
  const command = process.env.LABTHINGS_COMMAND
  if (!command) throw new Error("LABTHINGS_COMMAND is not set; see README.md")
  const file = join(folder, `${name}.ts`)
  const run = spawnSync(
    command,
    ["client", "--lang", "typescript", "--name", name, "--out", file, url],
    { encoding: "utf8" },
  )
  assert.equal(run.status, 0, run.stderr)
  return file
}

test("every generated client is valid TypeScript", async () => {
  const files = []
  for (const [server, root] of Object.entries(servers)) {
    for (const thing of Object.keys(await thingDescriptions(root))) {
      files.push(generate(`${root}/${thing}/`, `Thing_${server}_${thing}`))
    }
  }
  const program = ts.createProgram(files, { ...options, noEmit: true })
  const faults = ts.getPreEmitDiagnostics(program)
  const text = ts.formatDiagnostics(faults, {
    getCanonicalFileName: (name) => name,
    getCurrentDirectory: () => folder,
    getNewLine: () => "\n",
  })
  assert.equal(text, "")
  assert.ok(files.length > 15, `so many Things: ${files.length}`)
})

test("a generated client reads, writes and runs", async () => {
  const file = generate(`${servers.demo}/counter/`, "Counter")
  const script = ts.transpileModule(readFileSync(file, "utf8"), { compilerOptions: options })
  const module = join(folder, "counter.mjs")
  writeFileSync(module, script.outputText)
  const { Counter } = await import(pathToFileURL(module).href)
  const counter = new Counter(`${servers.demo}/counter/`)
  const before = await counter.getCounter()
  await counter.setStep(3)
  assert.equal(await counter.increment({ times: 2 }), before + 6)
  await counter.setStep(1)
  const told = []
  await counter.slowlyIncrease(
    { increments: 20, delay: 0.02 },
    { onProgress: (fraction) => told.push(fraction) },
  )
  assert.ok(told.length > 0 && Math.max(...told) <= 1, `fractions: ${told}`)
  const stop = new AbortController()
  const long = counter.slowlyIncrease({ increments: 1000, delay: 0.05 }, { signal: stop.signal })
  stop.abort()
  await assert.rejects(long, { name: "Error", message: /cancelled/ })
  await assert.rejects(counter.setStep(0), { name: "ThingError", status: 422 })
})
