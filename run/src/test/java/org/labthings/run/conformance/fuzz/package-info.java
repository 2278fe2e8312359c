/**
 * Malformed requests, made from a seed, and what must come of each: a 4xx with a JSON body, or,
 * where HTTP itself is broken, that or the end of the connection.
 */
package org.labthings.run.conformance.fuzz;
