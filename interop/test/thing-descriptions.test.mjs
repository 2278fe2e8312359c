// Every Thing Description is valid: W3C's schema of TD 1.1, and the assertions that the schema cannot express.
import assert from "node:assert/strict"
import { test } from "node:test"
import playground from "@thing-description-playground/core"
import { fetchJson, servers, thingDescriptions } from "../servers.mjs"

// The JSON-LD check downloads contexts from the network, and the check for defaults only tells what could be spelled out.
const OPTIONS = { checkDefaults: false, checkJsonLd: false, checkTmConformance: false }

async function check(description) {
  const log = []
  const result = await playground.tdValidator(JSON.stringify(description), (line) => log.push(String(line)), OPTIONS)
  const outcomes = { ...result.report, ...result.details }
  const failed = Object.entries(outcomes).filter(([, outcome]) => outcome === "failed")
  assert.deepEqual(failed, [], log.join("\n"))
  // A dictionary with any keys has no properties to list: that warning, and its echo in the summary, is the only one allowed.
  const warned = Object.entries(outcomes).filter(([name, outcome]) => outcome === "warning" && !["propItems", "additional"].includes(name))
  assert.deepEqual(warned, [], log.join("\n"))
  const warnings = log.filter((line) => /warning/i.test(line) && !/the type is object but its properties are not specified/.test(line))
  assert.deepEqual(warnings, [])
  assert.equal(result.report.json, "passed")
  assert.equal(result.report.schema, "passed")
}

for (const [name, server] of Object.entries(servers)) {
  const descriptions = await thingDescriptions(server)
  test(`${name}: there are Things`, () => assert.ok(Object.keys(descriptions).length >= 1))
  for (const [thing, description] of Object.entries(descriptions)) {
    test(`${name}: the Thing Description of ${thing} is valid`, () => check(description))
    test(`${name}: ${thing} describes itself alike`, async () =>
      assert.deepEqual(await fetchJson(`${server}/${thing}/`), description))
  }
}

test("the validator can fail", async () => {
  const descriptions = await thingDescriptions(servers.demo)
  const broken = { ...Object.values(descriptions)[0], security: "nobody" }
  await assert.rejects(check(broken))
  await assert.rejects(check({ ...broken, security: undefined }))
})
