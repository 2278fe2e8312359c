// node-wot uses a Thing from nothing but its Thing Description: reads, writes, observes, invokes, sees events.
import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import wotCore from "@node-wot/core"
import wotHttp from "@node-wot/binding-http"
import { fetchJson, servers, thingDescriptions } from "../servers.mjs"

const DEADLINE = 20_000
// Their purpose in life is to fail when they are read.
const FAILING = ["broken/broken_property", "props/broken_get", "props/wrong_type", "props/value_error", "props/key_error", "props/http_exc"]

// The recordings have these schemas, so they stay: `oneOf` integer and number (an integer is both), a list as the `const` of a text.
const SCHEMA_OF_THE_REFERENCE = ["props/func_array", "blobs/blobprop"]

const servient = new wotCore.Servient()
let wot

before(async () => {
  servient.addClientFactory(new wotHttp.HttpClientFactory(null))
  wot = await servient.start()
})
after(() => servient.shutdown())

async function consume(server, name) {
  return wot.consume((await thingDescriptions(server))[name])
}

/** What an interaction brought; node-wot only gives values where it understands the whole schema. */
async function data(output) {
  return JSON.parse(Buffer.from(await output.arrayBuffer()).toString())
}

/** Values as they come; `next(condition)` waits for the first that is wanted. */
function values() {
  const waiting = []
  const seen = []
  return {
    seen,
    push(value) {
      seen.push(value)
      for (const w of waiting.splice(0)) w.condition(value) ? w.resolve(value) : waiting.push(w)
    },
    next: (condition) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`not seen in time; seen: ${JSON.stringify(seen)}`)), DEADLINE)
        waiting.push({ condition, resolve: (value) => (clearTimeout(timer), resolve(value)) })
      }),
  }
}

/** The invocation that an action answers with, once it has ended. */
async function ended(invocation) {
  const deadline = Date.now() + DEADLINE
  while (["pending", "running"].includes(invocation.status)) {
    assert.ok(Date.now() < deadline, `still ${invocation.status}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
    invocation = await fetchJson(invocation.href)
  }
  return invocation
}

for (const [name, server] of Object.entries(servers)) {
  for (const [thingName, description] of Object.entries(await thingDescriptions(server))) {
    const readable = Object.keys(description.properties ?? {}).filter((p) => !FAILING.includes(`${thingName}/${p}`))
    test(`${name}: every property of ${thingName} is read, and is as its schema says`, async () => {
      const thing = await wot.consume(description)
      for (const property of readable) {
        const output = await thing.readProperty(property)
        const { type, oneOf, enum: allowed, const: fixed } = output.schema
        // value() validates; it refuses schemas that say their type through anyOf only.
        const validated = (type ?? oneOf ?? allowed ?? fixed) && !SCHEMA_OF_THE_REFERENCE.includes(`${thingName}/${property}`)
        if (validated) await output.value()
        else await output.arrayBuffer()
      }
    })
  }
}

test("conformance: a property is written and read back", async () => {
  const thing = await consume(servers.conformance, "watch")
  await thing.writeProperty("counter", 41)
  assert.equal(await (await thing.readProperty("counter")).value(), 41)
  await thing.writeProperty("model", { x: 1.5, y: -2 })
  assert.deepEqual(await (await thing.readProperty("model")).value(), { x: 1.5, y: -2 })
})

test("conformance: a value that does not fit is refused", async () => {
  const thing = await consume(servers.conformance, "props")
  await assert.rejects(thing.writeProperty("c_ge_le", 11))
  assert.notEqual(await (await thing.readProperty("c_ge_le")).value(), 11)
})

test("conformance: an observed property tells its current value and every change", async () => {
  const thing = await consume(servers.conformance, "watch")
  await thing.writeProperty("counter", 100)
  const counter = values()
  const current = counter.next((v) => v === 100)
  const subscription = await thing.observeProperty("counter", async (output) => counter.push(await output.value()))
  await current
  const last = counter.next((v) => v === 105)
  await thing.invokeAction("increment", { n: 5, delay: 0.01 })
  await last
  assert.deepEqual(counter.seen, [100, 101, 102, 103, 104, 105])
  await subscription.stop()
})

test("conformance: an action is invoked and its result fetched", async () => {
  const thing = await consume(servers.conformance, "act")
  const invocation = await ended(await data(await thing.invokeAction("add", { a: 40, b: 2 })))
  assert.equal(invocation.status, "completed")
  assert.equal(invocation.output, 42)
  const failed = await ended(await data(await thing.invokeAction("raises", {})))
  assert.equal(failed.status, "error")
})

test("conformance: an observation goes on through silence, a failed write and another client", async () => {
  const thing = await consume(servers.conformance, "watch")
  await thing.writeProperty("counter", 7)
  const [one, two] = [values(), values()]
  const began = [one.next((v) => v === 7), two.next((v) => v === 7)]
  const subscription = await thing.observeProperty("counter", async (output) => one.push(await output.value()))
  const other = await (await consume(servers.conformance, "watch")).observeProperty("counter", async (output) => two.push(await output.value()))
  await Promise.all(began)
  const ready = two.next((v) => v === 8)
  await thing.writeProperty("counter", 8)
  await ready
  await other.stop()
  await assert.rejects(thing.writeProperty("counter", "eight"))
  await new Promise((resolve) => setTimeout(resolve, 1500))
  const last = one.next((v) => v === 9)
  await thing.writeProperty("counter", 9)
  await last
  assert.deepEqual(one.seen, [7, 8, 9])
  await subscription.stop()
})

// The Scripting API has no queryaction yet: what its forms say is followed by hand.
test("conformance: the forms of an action query and cancel its invocation", async () => {
  const { base, actions } = (await thingDescriptions(servers.conformance)).act
  const target = (action, op, id) => {
    const form = actions[action].forms.find((f) => f.op.includes(op) && !f.subprotocol)
    assert.ok(form, `no form for ${op}`)
    assert.ok(actions[action].uriVariables.id, "the variable of the form is declared")
    return [new URL(form.href.replace("{id}", id), base), { method: form["htv:methodName"] }]
  }
  const thing = await consume(servers.conformance, "act")
  const { id } = await data(await thing.invokeAction("add", { a: 1, b: 2 }))
  const deadline = Date.now() + DEADLINE
  let invocation
  do {
    assert.ok(Date.now() < deadline, `still ${invocation?.status}`)
    invocation = await (await fetch(...target("add", "queryaction", id))).json()
  } while (["pending", "running"].includes(invocation.status))
  assert.deepEqual([invocation.status, invocation.output], ["completed", 3])

  const slow = await data(await thing.invokeAction("slow", { t: 30 }))
  const cancelled = await fetch(...target("slow", "cancelaction", slow.id))
  assert.ok(cancelled.ok, `${cancelled.status}`)
  assert.equal((await ended(slow)).status, "cancelled")
})

test("conformance: every action that needs no input can be invoked", async () => {
  const thing = await consume(servers.conformance, "counter")
  const invocation = await ended(await data(await thing.invokeAction("noop")))
  assert.equal(invocation.status, "completed")
})

test("conformance: an event is seen with its data", async () => {
  const thing = await consume(servers.conformance, "bell")
  const rings = values()
  const subscription = await thing.subscribeEvent("rung", async (output) => rings.push(await output.value()))
  for (const loudness of [1, 2, 3]) {
    const heard = rings.next((v) => v === loudness)
    await thing.invokeAction("ring", { loudness })
    await heard
  }
  assert.deepEqual(rings.seen, [1, 2, 3])
  await subscription.stop()
})

test("demo: the stage moves where it is told, and is watched while it does", async () => {
  const thing = await consume(servers.demo, "stage")
  const description = thing.getThingDescription()
  const observable = Object.keys(description.properties).find((p) => p === "position")
  assert.ok(observable, `the stage has ${Object.keys(description.properties)}`)
  const position = values()
  const first = position.next(() => true)
  const subscription = await thing.observeProperty("position", async (output) => position.push(await output.value()))
  const start = await first
  const arrived = position.next((p) => p.x === start.x + 200)
  await thing.invokeAction("move_relative", { x: 200 })
  await arrived
  await subscription.stop()
})
