/** How the harness runs the real core and the real HTTP server without their bundles. */
package org.labthings.testing.internal;
