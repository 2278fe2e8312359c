package org.labthings.testing.sample;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.labthings.api.Action;
import org.labthings.api.Blob;
import org.labthings.api.DataProperty;
import org.labthings.api.DataSetting;
import org.labthings.api.Default;
import org.labthings.api.EventSource;
import org.labthings.api.Invocation;
import org.labthings.api.MediaType;
import org.labthings.api.MjpegStream;
import org.labthings.api.Property;
import org.labthings.api.Thing;
import org.labthings.api.ThingContext;
import org.labthings.api.ThingSlot;
import org.labthings.hardware.Stage;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** A Thing with one of everything. */
public final class Scanner implements Thing {
    /** Its configuration. */
    @ObjectClassDefinition(name = "Scanner")
    public @interface Config {
        /** How far apart points are. */
        @AttributeDefinition
        int stepSize() default 10;

        /** Its serial number. */
        @AttributeDefinition
        String serial() default "none";
    }

    public final DataSetting<Integer> averages = DataSetting.of(1).range(1, 100);
    public final DataProperty<Integer> scanned = DataProperty.of(0).readOnly();
    public final EventSource<String> finished = EventSource.create();
    public final MjpegStream plot = MjpegStream.create();
    private final ThingSlot<Stage> stage = ThingSlot.required(Stage.class);
    private final ThingSlot<Stage> lifts = ThingSlot.mapping(Stage.class).defaultToNone();
    private final Config config;
    private volatile ThingContext context;
    public volatile boolean open;

    /** With its configuration. */
    public Scanner(Config config) {
        this.config = config;
    }

    @Override
    public void open(ThingContext newContext) {
        context = newContext;
        open = true;
    }

    @Override
    public void close() {
        open = false;
    }

    @Property
    public Map<String, Integer> position() {
        return stage.get().position();
    }

    @Property
    public int liftCount() {
        return lifts.all().size();
    }

    @Property
    public String serial() {
        return config.serial();
    }

    /** Its context, for tests. */
    public ThingContext context() {
        return context;
    }

    /** Moves on, point by point. */
    @Action
    public List<Integer> scan(@Default("3") int points) throws InterruptedException {
        List<Integer> seen = new ArrayList<>();
        for (int i = 0; i < points; i++) {
            Invocation.progress((double) i / points, "point " + i);
            context.logger().info("Point {}", i);
            stage.get().moveRelative(Map.of("x", config.stepSize()));
            Invocation.sleep(Duration.ofMillis(1));
            seen.add(i);
            scanned.set(i + 1);
        }
        finished.emit("all " + points);
        return seen;
    }

    /** Ends only when it is cancelled. */
    @Action
    public void forever() throws InterruptedException {
        Invocation.progress(0.5, "half");
        Invocation.sleep(Duration.ofMinutes(5));
    }

    /** Makes data. */
    @Action
    @MediaType("text/csv")
    public Blob save() {
        return Blob.fromBytes(new byte[] {1, 2, 3}, "text/csv");
    }
}
