package org.labthings.plugins.internal.deploy;

import org.labthings.plugins.internal.jar.PluginJar;
import org.osgi.framework.Bundle;

/**
 * A bundle that is in the charge of the plugins folder.
 *
 * @param jar that it was installed from
 */
record Installed(Bundle bundle, PluginJar jar) {}
