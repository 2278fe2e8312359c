package org.labthings.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.labthings.api.Thing;
import org.labthings.api.ThingSlot;
import org.labthings.core.ThingState;
import org.labthings.testing.internal.CoreHost;
import org.labthings.testing.internal.Entry;
import org.labthings.testing.internal.JsonValues;
import org.labthings.testing.internal.Setup;
import org.labthings.testing.internal.SlotFilling;

/**
 * A Thing without a server: on the real core, with its slots filled by the test.
 *
 * <pre>{@code
 * Fake<Stage> stage = Fake.of(Stage.class);
 * try (ThingTester<Scanner> scanner = ThingTester.of(new Scanner()).fill("stage", stage).start()) {
 *     scanner.put("averages", 4);
 *     TestInvocation scan = scanner.invoke("scan", Map.of("points", 3));
 *     assertEquals(3, scan.result().size());
 *     assertEquals(3, stage.calls("moveRelative").size());
 * }
 * }</pre>
 *
 * <p>Everything is as in a server: the class is compiled (what cannot be served is said), settings
 * are loaded from and saved to a folder, slots follow the rules of the configuration, {@code open}
 * runs on a thread of the platform, actions run as invocations. Starting takes some tens of
 * milliseconds. Made, started and closed on the test's thread; everything else from any thread.
 *
 * @param <T> class of the Thing
 */
public final class ThingTester<T extends Thing> extends ThingProbe<T> implements AutoCloseable {
    private final Entry entry;
    private final Map<String, String> filledWith;

    private ThingTester(CoreHost host, Entry entry, T thing, Map<String, String> filledWith) {
        super(host, entry.name(), thing);
        this.entry = entry;
        this.filledWith = filledWith;
    }

    /** A Thing to test; its constructor has run, as Declarative Services would run it. */
    public static <T extends Thing> Builder<T> of(T thing) {
        return new Builder<>(thing);
    }

    /**
     * Takes away what is in a slot, as when its driver is removed: returns when it is closed. A
     * Thing that requires it waits from then on: {@code awaitState(WAITING)}.
     */
    public void vanish(String slot) {
        host().withdraw(target(slot));
    }

    /** Puts something into a slot whose Thing has vanished; a waiting Thing opens again. */
    public void comeBack(String slot, Object target) {
        Thing thing = SlotFilling.thing(SlotFilling.slot(thing(), slot), slot, target);
        host().add(new Entry(target(slot), thing));
    }

    private String target(String slot) {
        SlotFilling.slot(thing(), slot);
        String name = filledWith.get(slot);
        if (name == null) {
            throw new IllegalArgumentException(
                    "Slot '" + slot + "' was not filled with one Thing by this test");
        }
        return name;
    }

    /**
     * Closes the Thing and opens another object in its place, as an upgrade or a restart does: it
     * finds the settings that this one has left.
     *
     * @return the successor; close that one, this one is of no more use
     */
    public ThingTester<T> restart(T successor) {
        host().withdraw(name());
        Entry next = new Entry(name(), successor);
        next.slots().setAll(entry.slots());
        next.kwargs().setAll(entry.kwargs());
        host().add(next);
        host().awaitRunning(name());
        return new ThingTester<>(host(), next, successor, filledWith);
    }

    /** Closes the Thing and what is in its slots; returns when all of it is closed. */
    @Override
    public void close() {
        host().close();
    }

    /** What the test wants; for one thread. */
    public static final class Builder<T extends Thing> {
        private final T thing;
        private final Setup setup = new Setup();
        private final Map<String, Map<String, ?>> slots = new LinkedHashMap<>();
        private Map<String, ?> kwargs = Map.of();
        private String name;
        private boolean fakeSlots;

        private Builder(T thing) {
            this.thing = thing;
            this.name = thing.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        }

        /** Its name; else the class name in lower case. */
        public Builder<T> named(String newName) {
            name = newName;
            return this;
        }

        /**
         * Fills a slot.
         *
         * @param slot wire name
         * @param target a {@link Fake}, a Thing, or an object of the slot's type
         */
        public Builder<T> fill(String slot, Object target) {
            return fill(slot, Map.of(slot, target));
        }

        /** Fills a slot that takes several Things, by name; none leaves a slot empty. */
        public Builder<T> fill(String slot, Map<String, ?> targets) {
            SlotFilling.slot(thing, slot);
            slots.put(slot, targets);
            return this;
        }

        /**
         * Fills every other slot with a {@link Fake} of its type: under the slot's default names,
         * else as {@code mock-SLOT}; a slot that defaults to nothing stays empty.
         */
        public Builder<T> fakeSlots() {
            fakeSlots = true;
            return this;
        }

        /** Where settings are loaded from and saved to; else a temporary folder. */
        public Builder<T> settingsFolder(Path folder) {
            setup.settings = folder;
            return this;
        }

        /** What {@code context.kwargs()} returns. */
        public Builder<T> kwargs(Map<String, ?> newKwargs) {
            kwargs = newKwargs;
            return this;
        }

        /** What {@code context.applicationConfig()} returns. */
        public Builder<T> applicationConfig(Map<String, ?> configuration) {
            setup.server.put("application__config", JsonValues.of(configuration).toString());
            return this;
        }

        /** With a global lock, as {@code "enable_global_lock": true}. */
        public Builder<T> globalLock() {
            setup.server.put("enable__global__lock", true);
            return this;
        }

        /** No wait is longer; else 10 s. */
        public Builder<T> deadline(Duration deadline) {
            setup.deadline = deadline;
            return this;
        }

        /**
         * Opens it, and first what is in its slots.
         *
         * @throws AssertionError with the reason, when one of them does not run
         */
        public ThingTester<T> start() {
            ThingTester<T> tester = launch();
            try {
                tester.host().awaitAllRunning();
            } catch (AssertionError e) {
                tester.close();
                throw e;
            }
            return tester;
        }

        /**
         * The same for a Thing that is not expected to run: waits until it is FAILED or WAITING.
         *
         * @throws AssertionError when that does not come
         */
        public ThingTester<T> start(ThingState expected) {
            ThingTester<T> tester = launch();
            try {
                tester.awaitState(expected);
            } catch (AssertionError e) {
                tester.close();
                throw e;
            }
            return tester;
        }

        private ThingTester<T> launch() {
            Entry host = new Entry(name, thing);
            host.kwargs().setAll(JsonValues.object(kwargs));
            Map<String, String> filledWith = new LinkedHashMap<>();
            slots.forEach((slot, targets) -> fill(host, slot, targets, filledWith));
            if (fakeSlots) {
                SlotFilling.slots(thing).forEach((s, type) -> fake(host, s, type, filledWith));
            }
            setup.add(host);
            try {
                return new ThingTester<>(new CoreHost(setup), host, thing, filledWith);
            } catch (IOException e) {
                throw new UncheckedIOException("The test's folder cannot be made", e);
            }
        }

        private void fake(
                Entry host, String slot, ThingSlot<?> type, Map<String, String> filledWith) {
            if (!slots.containsKey(slot)) {
                List<String> names = SlotFilling.fakeNames(slot, type);
                Map<String, Object> fakes = new LinkedHashMap<>();
                names.forEach(n -> fakes.put(n, Fake.of(type.type())));
                fill(host, slot, fakes, filledWith);
            }
        }

        private void fill(
                Entry host, String slot, Map<String, ?> targets, Map<String, String> filledWith) {
            SlotFilling.fill(host, slot, targets).forEach(this::add);
            if (targets.size() == 1) {
                filledWith.put(slot, targets.keySet().iterator().next());
            }
        }

        /** Two slots may be filled with one object. */
        private void add(String target, Thing object) {
            Entry known = setup.things.get(target);
            if (known == null || known.thing() != object) {
                setup.add(new Entry(target, object));
            }
        }
    }
}
