/**
 * Keeps a driver connected to an instrument that may be switched off, unplugged or taken by
 * somebody else. Each driver bundle embeds this package, so that one jar is one driver.
 */
package org.labthings.driver.link;
