package org.labthings.thing.conformance;

import java.math.BigInteger;
import org.labthings.api.Action;
import org.labthings.api.DataProperty;
import org.labthings.api.Default;
import org.labthings.api.Doc;
import org.labthings.api.Property;
import org.labthings.api.Thing;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

@Doc("A small counter.")
@Component(
        service = Thing.class,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = Thing.CLASS + "=things:CounterThing")
public class CounterThing implements Thing {
    public final DataProperty<Integer> counter = DataProperty.of(0);

    private volatile BigInteger functional = BigInteger.ZERO;

    @Doc("Functional counter.")
    @Property
    public BigInteger func() {
        return functional;
    }

    public void func(BigInteger value) {
        functional = value;
    }

    @Doc("Do nothing.")
    @Action
    public void noop() {}

    @Action
    public int flood(@Default("5.0") double seconds, @Default("0.0") double delay)
            throws InterruptedException {
        long start = System.nanoTime();
        int i = 0;
        while (System.nanoTime() - start < seconds * 1e9) {
            i++;
            counter.set(i);
            if (delay > 0) {
                Thread.sleep(Math.round(delay * 1000)); // deaf to cancel, as the original
            }
        }
        return i;
    }
}
