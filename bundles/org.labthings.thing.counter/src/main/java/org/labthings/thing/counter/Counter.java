package org.labthings.thing.counter;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Map;
import org.labthings.api.Action;
import org.labthings.api.DataProperty;
import org.labthings.api.DataSetting;
import org.labthings.api.Default;
import org.labthings.api.Invocation;
import org.labthings.api.Thing;
import org.labthings.api.ThingType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * A counter that can be stepped, quickly or slowly.
 *
 * <p>The smallest useful Thing: one property, one setting, three actions, no hardware.
 */
@ThingType(title = "Counter")
@Component(
        service = Thing.class,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = Thing.CLASS + "=labthings:Counter")
@Designate(ocd = Counter.Config.class, factory = true)
public class Counter implements Thing {
    /** What a configuration may say about a counter. */
    @ObjectClassDefinition(name = "Counter", description = "A counter Thing")
    public @interface Config {
        /** Where counting begins, and what a reset goes back to. */
        @AttributeDefinition(description = "Where counting begins, and what a reset goes back to")
        long start() default 0;
    }

    /** The count. Actions change it. */
    public final DataProperty<Long> counter;

    /** Step of the count. Every increment adds it. */
    public final DataSetting<Integer> step = DataSetting.of(1).range(1, 1000);

    /**
     * Called by Declarative Services, once for each configured counter.
     *
     * @param config this counter's configuration
     */
    @Activate
    public Counter(Config config) {
        long start = config.start();
        counter = DataProperty.of(start).readOnly();
    }

    /**
     * Adds the step to the count.
     *
     * @param times how often the step is added
     * @return the count afterwards
     */
    @Action
    public long increment(@Default("1") @Min(1) @Max(1000) int times) {
        long distance = (long) step.get() * times;
        return counter.update(c -> c + distance);
    }

    /**
     * Adds the step again and again.
     *
     * <p>There is a pause before each increment. It can be cancelled at any time, and reports its
     * progress.
     *
     * @param increments how often the step is added
     * @param delay seconds before each increment
     * @return the count afterwards
     */
    @Action
    public long slowlyIncrease(
            @Default("60") @Min(0) @Max(100_000) int increments,
            @Default("1") @DecimalMin("0") @DecimalMax("3600") double delay)
            throws InterruptedException {
        Duration pause = Duration.ofNanos(Math.round(delay * 1e9));
        for (int done = 0; done < increments; done++) {
            Invocation.progress((double) done / increments, done + " of " + increments);
            Invocation.sleep(pause);
            increment(1);
        }
        return counter.get();
    }

    /** Sets the count back to where it began. */
    @Action
    public void reset() {
        counter.reset();
    }

    @Override
    public Map<String, Object> state() {
        return Map.of("counter", counter.get());
    }
}
