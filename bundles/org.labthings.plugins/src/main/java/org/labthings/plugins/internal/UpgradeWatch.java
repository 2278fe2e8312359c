package org.labthings.plugins.internal;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import org.labthings.core.BundleRemarks;
import org.labthings.core.ThingStatus;
import org.labthings.core.Things;
import org.labthings.core.ThingsListener;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/**
 * What plugins and the platform tell each other: how the Things are, and which versions were taken
 * back. Services, as the platform itself starts later than the plugins.
 */
final class UpgradeWatch implements ThingsListener, BundleRemarks {
    private final Runnable thingsChanged;
    private volatile Map<String, ThingStatus> statuses = Map.of();
    private volatile Map<String, String> remarks = Map.of();
    private ServiceRegistration<?> registration;
    private int changes;

    /** A watch that says, on the life-cycle thread, that it has seen something new. */
    UpgradeWatch(Runnable thingsChanged) {
        this.thingsChanged = thingsChanged;
    }

    void open(BundleContext context) {
        String[] names = {ThingsListener.class.getName(), BundleRemarks.class.getName()};
        registration = context.registerService(names, this, null);
    }

    void close() {
        registration.unregister();
    }

    @Override
    public void thingsChanged(Things things) {
        statuses = things.statuses();
        thingsChanged.run();
    }

    /** How all Things are. */
    Map<String, ThingStatus> statuses() {
        return statuses;
    }

    /** Says what people should know; whoever tracks this service is told. */
    void remark(Map<String, String> bySymbolicName) {
        if (!bySymbolicName.equals(remarks)) {
            remarks = Map.copyOf(bySymbolicName);
            if (registration != null) {
                Dictionary<String, Object> properties = new Hashtable<>();
                properties.put("changes", ++changes);
                registration.setProperties(properties);
            }
        }
    }

    @Override
    public Optional<String> about(String symbolicName) {
        return Optional.ofNullable(remarks.get(symbolicName));
    }
}
