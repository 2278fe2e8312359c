// The OpenAPI document of the whole server passes a strict linter: no error, no warning.
import assert from "node:assert/strict"
import { execFile } from "node:child_process"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { test } from "node:test"
import { fileURLToPath } from "node:url"
import { fetchJson, servers } from "../servers.mjs"

const REDOCLY = fileURLToPath(new URL("../node_modules/.bin/redocly", import.meta.url))
const QUIET = { REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" }

// The recommended rules but one: paths end with a slash where the reference's do, as the recordings of the document have it.
const RULES = "extends: [recommended]\nrules:\n  no-path-trailing-slash: off\n"

/** What `redocly lint` finds with its recommended rules. */
async function problems(document) {
  const folder = await mkdtemp(join(tmpdir(), "openapi-"))
  try {
    await writeFile(join(folder, "openapi.json"), JSON.stringify(document))
    await writeFile(join(folder, "redocly.yaml"), RULES)
    const words = ["lint", "openapi.json", "--config=redocly.yaml", "--format=json", "--max-problems=1000"]
    const output = await new Promise((resolve) =>
      execFile(REDOCLY, words, { cwd: folder, env: { ...process.env, ...QUIET }, maxBuffer: 1 << 26, timeout: 120_000 },
        (_error, stdout, stderr) => resolve(stdout || stderr)))
    const report = JSON.parse(output)
    assert.equal(typeof report.totals.errors, "number")
    const { errors, warnings } = report.totals
    const lines = report.problems.map((p) => `${p.severity} ${p.ruleId} at ${p.location[0]?.pointer}: ${p.message}`)
    return { errors, warnings, lines }
  } finally {
    await rm(folder, { recursive: true })
  }
}

for (const [name, server] of Object.entries(servers)) {
  test(`${name}: the OpenAPI document has no errors and no warnings`, async () => {
    const document = await fetchJson(new URL("/openapi.json", server))
    assert.match(document.openapi, /^3\.1\./)
    const { errors, warnings, lines } = await problems(document)
    assert.deepEqual({ errors, warnings }, { errors: 0, warnings: 0 }, lines.slice(0, 20).join("\n"))
  })
}

test("the linter can fail", async () => {
  assert.notEqual((await problems({ openapi: "3.1.0", info: {}, paths: {} })).errors, 0)
})
