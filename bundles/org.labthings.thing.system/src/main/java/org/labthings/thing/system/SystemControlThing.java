package org.labthings.thing.system;

import org.labthings.api.Action;
import org.labthings.api.Name;
import org.labthings.api.Property;
import org.labthings.api.Thing;
import org.labthings.api.ThingContext;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/**
 * Switches the machine off, as configurations of the alpha generation have it.
 *
 * <p>Newer ones have {@link OpenFlexureSystem} instead.
 */
@Component(
        service = Thing.class,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property =
                Thing.CLASS
                        + "=openflexure_microscope_server.things.system_control:SystemControlThing")
public class SystemControlThing implements Thing {
    private final Power power = Power.of(new Machine(), new String[0], new String[0]);
    private volatile ThingContext context;

    @Override
    public void open(ThingContext opened) {
        context = opened;
    }

    /** Whether the machine is a Raspberry Pi. */
    @Property
    @Name("is_raspberrypi")
    public boolean isRaspberrypi() {
        return power.isRaspberryPi();
    }

    /** Switches the machine off; where it is not the microscope's own, the server ends. */
    @Action(administration = true, globalLock = false)
    public CommandResult shutdown() throws InterruptedException {
        return power.shutdown(context.logger());
    }

    /** Restarts the machine. Only on a Raspberry Pi. */
    @Action(administration = true, globalLock = false)
    public CommandResult reboot() throws InterruptedException {
        return power.reboot(context.logger());
    }
}
