/**
 * SCPI over a raw TCP socket: transport, messages of IEEE 488.2, the error queue, and one
 * connection that many threads share. Knows nothing of Things but their errors.
 */
package org.labthings.thing.scpi.protocol;
