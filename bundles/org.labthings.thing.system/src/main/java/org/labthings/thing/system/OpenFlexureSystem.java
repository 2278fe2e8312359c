package org.labthings.thing.system;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.labthings.api.Action;
import org.labthings.api.Name;
import org.labthings.api.Property;
import org.labthings.api.Thing;
import org.labthings.api.ThingContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The machine that the microscope's server runs on.
 *
 * <p>Who it is, and switching it off. Where people have to log in, only administrators may do that.
 */
@Component(
        service = Thing.class,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = Thing.CLASS + "=openflexure_microscope_server.things.system:OpenFlexureSystem")
@Designate(ocd = OpenFlexureSystem.Config.class, factory = true)
public class OpenFlexureSystem implements Thing {
    /** What a configuration may say about the machine. */
    @ObjectClassDefinition(
            name = "System of a microscope",
            description = "The machine that the microscope's server runs on")
    public @interface Config {
        /** How the machine is switched off. */
        @AttributeDefinition(
                description =
                        "Command that switches the machine off, word by word; by default sudo"
                                + " shutdown -h now on a Raspberry Pi, and elsewhere the server"
                                + " only ends")
        String[] shutdownCommand() default {};

        /** How the machine is restarted. */
        @AttributeDefinition(
                description =
                        "Command that restarts the machine; by default sudo shutdown -r now on a"
                                + " Raspberry Pi, and elsewhere none")
        String[] rebootCommand() default {};
    }

    private final Machine machine;
    private final Power power;
    private final VersionData version = VersionData.own();
    private volatile ThingContext context;

    /**
     * Called by Declarative Services.
     *
     * @param config this Thing's configuration
     */
    @Activate
    public OpenFlexureSystem(Config config) {
        this(new Machine(), config.shutdownCommand(), config.rebootCommand());
    }

    OpenFlexureSystem(Machine machine, String[] shutdownCommand, String[] rebootCommand) {
        this.machine = machine;
        this.power = Power.of(machine, shutdownCommand, rebootCommand);
    }

    @Override
    public void open(ThingContext opened) {
        context = opened;
    }

    /** Identity of the installed system. */
    @Property
    public Optional<String> microscopeId() {
        return machine.id().map(Object::toString);
    }

    /** Serial number of the board, if it has one. */
    @Property
    public Optional<String> hardwareId() {
        return machine.serialNumber();
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

    /** Whether the machine is a Raspberry Pi. */
    @Property
    @Name("is_raspberrypi")
    public boolean isRaspberrypi() {
        return power.isRaspberryPi();
    }

    /** Operating system. */
    @Property
    public Optional<String> osVersion() {
        return machine.operatingSystem();
    }

    /**
     * Switches the machine off.
     *
     * <p>On a machine that is not the microscope's own, the server ends.
     */
    @Action(administration = true, globalLock = false)
    public CommandResult shutdown() throws InterruptedException {
        return power.shutdown(context.logger());
    }

    /** Restarts the machine. Only on a Raspberry Pi, or where a command is configured. */
    @Action(administration = true, globalLock = false)
    public CommandResult reboot() throws InterruptedException {
        return power.reboot(context.logger());
    }

    /** State of every Thing, as it is stored with captures. */
    @Action
    public Map<String, Map<String, Object>> getThingsState() {
        return context.thingStates();
    }

    @Override
    public Map<String, Object> state() {
        Map<String, Object> state = new HashMap<>();
        state.put("hostname", hostname());
        microscopeId().ifPresent(id -> state.put("microscope-uuid", id));
        state.put("version", version.version());
        state.put("version_source", version.versionSource());
        hardwareId().ifPresent(id -> state.put("hardware_id", id));
        return state;
    }
}
