/**
 * An OpenAPI 3.1 description of everything that this server serves at the moment (LabThings
 * specification 1.20), and pages that show it.
 *
 * <pre>
 * Things -- LiveDocument -- DocumentCompiler -- skeleton.json         what every server has
 *           one a view,        |
 *           on first use       +- ThingOperations, one a Thing
 *                              +- PathTable      paths as OpenAPI wants them
 *                              +- schema         Data Schemas as JSON Schema
 * </pre>
 */
package org.labthings.http.internal.openapi;
