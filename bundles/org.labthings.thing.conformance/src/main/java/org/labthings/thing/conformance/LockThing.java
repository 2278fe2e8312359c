package org.labthings.thing.conformance;

import java.time.Duration;
import org.labthings.api.Action;
import org.labthings.api.DataProperty;
import org.labthings.api.Default;
import org.labthings.api.Doc;
import org.labthings.api.Invocation;
import org.labthings.api.Property;
import org.labthings.api.Thing;
import org.labthings.api.ThingContext;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

@Doc("Used with the global lock enabled.")
@Component(
        service = Thing.class,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = Thing.CLASS + "=things:LockThing")
public class LockThing implements Thing {
    private static final int STEPS = 20;

    public final DataProperty<Integer> prop = DataProperty.of(0);
    public final DataProperty<Integer> unlocked = DataProperty.of(0).withoutGlobalLock();

    private volatile int functional;
    private volatile ThingContext server;

    @Override
    public void open(ThingContext context) {
        server = context;
    }

    @Property
    public int fprop() {
        return functional;
    }

    public void fprop(int value) {
        functional = value;
    }

    @Action
    public String hold(@Default("1.0") double t) throws InterruptedException {
        for (int i = 0; i < STEPS; i++) {
            Invocation.sleep(Duration.ofNanos(Math.round(t / STEPS * 1e9)));
        }
        return "held";
    }

    @Action
    public String quick() {
        return "quick";
    }

    @Action(globalLock = false)
    public String free() {
        return "free";
    }

    @Action(globalLock = false)
    @SuppressWarnings("try") // the hold is for its scope only
    public String manual() {
        try (ThingContext.LockHold hold = server.holdGlobalLock()) {
            return "manual";
        }
    }

    @Action
    public String nested() {
        prop.set(5);
        return quick();
    }
}
