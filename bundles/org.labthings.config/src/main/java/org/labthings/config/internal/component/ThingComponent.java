package org.labthings.config.internal.component;

import java.util.List;
import org.labthings.api.Thing;
import org.labthings.api.ThingSource;
import org.osgi.framework.Version;
import org.osgi.service.metatype.AttributeDefinition;

/**
 * A Declarative Services component that some class string may mean.
 *
 * @param name of the component
 * @param implementation its Java class
 * @param pid of its configuration
 * @param services interfaces that it is registered under
 * @param configurable whether configurations reach it
 * @param bundle symbolic name of its bundle
 * @param version of its bundle
 * @param bundleId of its bundle
 * @param attributes in the order of their declaration; null when it does not describe any
 */
public record ThingComponent(
        String name,
        String implementation,
        String pid,
        List<String> services,
        boolean configurable,
        String bundle,
        Version version,
        long bundleId,
        List<AttributeDefinition> attributes) {

    /** Whether it is a Thing at all. */
    public boolean isThing() {
        return isThing(services);
    }

    /** Whether one of these services is a Thing, or stands for one. */
    static boolean isThing(List<String> services) {
        return services.contains(Thing.class.getName())
                || services.contains(ThingSource.class.getName());
    }

    @Override
    public String toString() {
        return name + " of " + bundle + " " + version;
    }
}
