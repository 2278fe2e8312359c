package org.labthings.plugins.internal.deploy;

import org.labthings.plugins.internal.jar.PluginJar;
import org.slf4j.Logger;

/** What the log says of a bundle that has come to run. */
final class Announcement {
    private Announcement() {}

    /**
     * Says it.
     *
     * @param before what ran in its place, or null
     */
    static void of(PluginJar jar, PluginJar before, Logger log) {
        String name = jar.symbolicName();
        if (jar.shipped()) {
            log.info("{} {} of the distribution runs, as no plugin does", name, jar.version());
        } else if (before == null) {
            log.info("Plugin {} {} started, from {}", name, jar.version(), jar.name());
        } else if (before.shipped()) {
            inPlaceOfShipped(jar, before, log);
        } else {
            log.info(
                    "Plugin {} {} runs in place of {}, from {}",
                    name,
                    jar.version(),
                    before.version(),
                    jar.name());
        }
    }

    private static void inPlaceOfShipped(PluginJar jar, PluginJar shipped, Logger log) {
        log.info(
                "Plugin {} {} runs in place of {} of the distribution, from {}",
                jar.symbolicName(),
                jar.version(),
                shipped.version(),
                jar.name());
        if (jar.version().compareTo(shipped.version()) < 0) {
            log.warn(
                    "{} {} of the distribution is newer than the plugin {}. Remove that file to"
                            + " have it",
                    jar.symbolicName(),
                    shipped.version(),
                    jar.name());
        }
    }
}
