/**
 * For tests of drivers and of what is built on them.
 *
 * <table>
 * <caption>What to take</caption>
 * <tr><th>to test</th><th>take</th></tr>
 * <tr><td>one Thing, its slots filled with fakes</td><td>{@link org.labthings.testing.ThingTester}</td></tr>
 * <tr><td>Things as clients see them, without a port</td><td>{@link org.labthings.testing.LocalServer}</td></tr>
 * <tr><td>a bundle in the packaged run-time set</td><td>{@link
 * org.labthings.testing.LabThingsServer}, {@link org.labthings.testing.Laboratory}</td></tr>
 * <tr><td>a Thing that is slow, fails or hangs</td><td>{@link org.labthings.testing.Fake}</td></tr>
 * </table>
 */
@Export
@Version("0.1.0")
package org.labthings.testing;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
