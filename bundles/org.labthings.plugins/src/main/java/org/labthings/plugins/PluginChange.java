package org.labthings.plugins;

/**
 * What a change came to.
 *
 * @param plugin as it is now; after a removal, as it was before
 * @param replaced the version that ran before; null when none did
 */
public record PluginChange(Plugin plugin, String replaced) {}
