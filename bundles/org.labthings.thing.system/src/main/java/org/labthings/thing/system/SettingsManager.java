package org.labthings.thing.system;

import java.util.Map;
import java.util.UUID;
import org.labthings.api.Action;
import org.labthings.api.DataSetting;
import org.labthings.api.Property;
import org.labthings.api.Thing;
import org.labthings.api.ThingContext;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/**
 * Who the microscope is, as configurations of the alpha generation have it.
 *
 * <p>Newer ones have {@link OpenFlexureSystem} instead.
 */
@Component(
        service = Thing.class,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property =
                Thing.CLASS
                        + "=openflexure_microscope_server.things.settings_manager:SettingsManager")
public class SettingsManager implements Thing {
    /** Identity of the microscope. It is made at the first start, and kept. */
    public final DataSetting<UUID> microscopeId = DataSetting.of(UUID.randomUUID()).readOnly();

    private final Machine machine = new Machine();
    private final VersionData version = VersionData.own();
    private volatile ThingContext context;

    @Override
    public void open(ThingContext opened) {
        context = opened;
        microscopeId.set(microscopeId.get()); // to the file: the next start would make another one
    }

    /** Name of the machine on the network. */
    @Property
    public String hostname() {
        return machine.hostname();
    }

    /** Version of the software. */
    @Property
    public VersionData versionData() {
        return version;
    }

    /** State of every Thing, as it is stored with captures. */
    @Action
    public Map<String, Map<String, Object>> getThingsState() {
        return context.thingStates();
    }

    @Override
    public Map<String, Object> state() {
        return Map.of(
                "hostname",
                hostname(),
                "microscope-uuid",
                microscopeId.get().toString(),
                "version",
                version.version(),
                "version_source",
                version.versionSource());
    }
}
