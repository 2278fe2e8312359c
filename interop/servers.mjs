// The servers under test. InteropIT starts them and says where they are:
// LABTHINGS_DEMO, the demo laboratory; LABTHINGS_CONFORMANCE, the conformance Things and a Bell with an event;
// LABTHINGS_SETTINGS and LABTHINGS_LOCK, the conformance Things as two more configurations have them (api prefix, global lock).

function url(variable) {
  const value = process.env[variable]
  if (!value) throw new Error(`${variable} is not set; see README.md`)
  return value.replace(/\/$/, "")
}

export const servers = {
  demo: url("LABTHINGS_DEMO"),
  conformance: url("LABTHINGS_CONFORMANCE"),
  settings: url("LABTHINGS_SETTINGS"),
  lock: url("LABTHINGS_LOCK"),
}

export async function fetchJson(address) {
  const response = await fetch(address)
  if (!response.ok) throw new Error(`GET ${address}: ${response.status} ${await response.text()}`)
  return response.json()
}

/** Every Thing Description of a server, by the Thing's name. */
export const thingDescriptions = (server) => fetchJson(`${server}/thing_descriptions/`)
