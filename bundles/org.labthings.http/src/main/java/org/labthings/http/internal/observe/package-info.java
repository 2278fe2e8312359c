/**
 * Observing Things: WebSockets (LabThings specification 1.17) and Server-Sent Events.
 *
 * <pre>{@code
 * core's Notifications -- Topic --+-- Outbox -- SocketSender -- Socket (WebSocket)
 * publisher's thread      one an  +-- Outbox -- EventStream (SSE)
 *                         affordance, by name
 * }</pre>
 *
 * <p>A publisher's thread only queues: each connection has a bounded {@code Outbox}, which a task
 * on the server's pool empties without blocking. A slow observer loses values of which it gets a
 * newer one, never the newest; publishing never waits.
 *
 * <p>Plugging it in:
 *
 * <pre>{@code
 * ServerWebSocketContainer sockets = ServerWebSocketContainer.ensure(server); // before start
 * sockets.setInvocationType(InvocationType.NON_BLOCKING);
 * Observations observations = new Observations(thingServer, ObserveSettings.DEFAULT, sockets,
 *         server.getThreadPool(), server.getScheduler());
 * observations.thingsChanged(things);        // at once, then on every change of the view
 * observations.socket("watch");              // GET {P}/watch/ws
 * observations.property("watch", "counter"); // GET {P}/watch/counter/sse, and {P}/watch/counter
 *                                            //   if Observations.wantsEvents(request)
 * observations.action("watch", "slow");      // GET {P}/watch/slow/sse, and the same
 * observations.event("watch", "alarm");      // GET {P}/watch/alarm/sse and {P}/watch/alarm
 * observations.invocation(id);               // GET {P}/action_invocations/{id}/sse
 * observations.endAll();                     // first step of a graceful stop
 * }</pre>
 *
 * <p>{@code /sse} below an affordance cannot be another affordance, as names have no slash; a
 * custom endpoint of a Thing that has that very path wins, and the affordance's own URL still
 * serves the stream. In a Thing Description it is a form with {@code "subprotocol": "sse"}, {@code
 * "op": ["observeproperty", "unobserveproperty"]} or {@code ["subscribeevent",
 * "unsubscribeevent"]}.
 *
 * <p>What the events carry, as {@code data} of the default event type:
 *
 * <ul>
 *   <li>property: the value as GET answers it, links of blobs path-absolute; the present one first
 *   <li>event: its data, {@code null} for none
 *   <li>action and invocation: {@code {"id", "action", "href", "status", "progress",
 *       "progressText"}} and, at the end, {@code "error"} (problem details); progress, in percent,
 *       is looked at five times a second
 * </ul>
 *
 * <p>Events have ids; who sends {@code Last-Event-ID} is told what it missed, as far as it is kept,
 * and in any case the present value of a property. The id of an invocation's event is its status:
 * who comes back knowing the end is answered 204, which tells browsers to stop.
 *
 * <p>Routes answer refusals themselves: 503 at the limit of observers and while the Thing is away.
 */
package org.labthings.http.internal.observe;
