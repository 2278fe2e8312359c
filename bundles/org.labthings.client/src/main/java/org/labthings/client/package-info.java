/**
 * Things of other servers as Java objects: of any LabThings server, in Python or Java, and of any
 * W3C Thing Description. Needs no framework: a plain Java program uses it with {@code
 * org.labthings.api}, Jackson and SLF4J on its class path.
 *
 * <pre>{@code
 * try (ThingClient stage = ThingClient.fromUrl("http://localhost:5000/stage/")) {
 *     Object position = stage.property("position").read();
 *     stage.action("move_relative").call(Map.of("x", 100));
 *     Stage typed = stage.as(Stage.class);
 * }
 * }</pre>
 */
@Export
@Version("1.1.0")
package org.labthings.client;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
