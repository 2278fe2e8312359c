package org.labthings.thing.conformance;

import java.time.Duration;
import org.labthings.api.Action;
import org.labthings.api.DataProperty;
import org.labthings.api.DataSetting;
import org.labthings.api.Default;
import org.labthings.api.Doc;
import org.labthings.api.Invocation;
import org.labthings.api.Property;
import org.labthings.api.Thing;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

@Doc("For websocket observation.")
@Component(
        service = Thing.class,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = Thing.CLASS + "=things:WatchThing")
public class WatchThing implements Thing {
    public final DataProperty<Integer> counter = DataProperty.of(0);
    public final DataProperty<Point> model = DataProperty.of(new Point(0, 0));
    public final DataSetting<Integer> rosetting = DataSetting.of(1).readOnly();

    private volatile int functional;

    @Property
    public int func() {
        return functional;
    }

    public void func(int value) {
        functional = value;
    }

    @Action
    public int increment(@Default("1") int n, @Default("0.0") double delay)
            throws InterruptedException {
        for (int i = 0; i < n; i++) {
            counter.update(c -> c + 1);
            if (delay != 0) {
                Invocation.sleep(seconds(delay));
            }
        }
        return counter.get();
    }

    @Action
    public void fail() {
        throw new RuntimeError("failed");
    }

    @Action
    public void slow(@Default("5") double t) throws InterruptedException {
        Invocation.sleep(seconds(t));
    }

    @Action
    public double flood(@Default("1000") int n) {
        long start = System.nanoTime();
        for (int i = 0; i < n; i++) {
            counter.set(i);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static Duration seconds(double t) {
        return Duration.ofNanos(Math.round(t * 1e9));
    }
}
