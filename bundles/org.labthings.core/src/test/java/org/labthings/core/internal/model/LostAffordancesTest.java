package org.labthings.core.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.labthings.api.Action;
import org.labthings.api.Property;
import org.labthings.api.Setting;
import org.labthings.api.Thing;
import org.labthings.core.internal.lock.GlobalLock;
import org.labthings.core.internal.notify.NotificationHub;
import org.labthings.core.internal.property.Presence;
import org.slf4j.Logger;

class LostAffordancesTest {
    /** A capability with an affordance. */
    interface Dimmable {
        @Action
        default void dim() {}

        @Property
        int level();
    }

    static class Base implements Thing, Dimmable {
        @Action
        public void flash(int times) {}

        @Action
        public void flash() {}

        @Property
        public String colour() {
            return "red";
        }

        @Override
        @Property
        public int level() {
            return 1;
        }

        @Action
        private void hidden() {}
    }

    static class Forgetful extends Base {
        @Override
        public void flash(int times) {}

        @Override
        public void dim() {}

        @Override
        public int level() {
            return 2;
        }

        @Override
        @Setting
        public String colour() {
            return "blue";
        }

        void hidden() {}
    }

    static class Careful extends Forgetful {
        @Override
        @Action
        public void flash(int times) {}

        @Override
        @Action
        public void dim() {}

        @Override
        @Property
        public int level() {
            return 3;
        }
    }

    @Test
    void whatLosesItsAnnotationIsNamedWithTheNextStep() {
        List<String> lost = LostAffordances.of(Forgetful.class);
        assertEquals(3, lost.size(), lost.toString());
        assertEquals(
                Forgetful.class.getName()
                        + ".dim() overrides a method that is @Action in Dimmable, without the"
                        + " annotation, so it is not served. Repeat @Action on it, or give it"
                        + " another name if clients shall not have it.",
                lost.get(0));
        assertEquals(true, lost.get(1).contains("flash() overrides"), lost.get(1));
        assertEquals(true, lost.get(2).contains("@Property in Base"), lost.get(2));
    }

    @Test
    void whoRepeatsItHasLostNothing() {
        assertEquals(List.of(), LostAffordances.of(Base.class));
        assertEquals(List.of(), LostAffordances.of(Careful.class));
    }

    @Test
    void theLogOfTheThingSaysSo() {
        List<String> warnings = new ArrayList<>();
        Logger logger =
                (Logger)
                        Proxy.newProxyInstance(
                                getClass().getClassLoader(),
                                new Class<?>[] {Logger.class},
                                (self, method, arguments) -> {
                                    assertEquals("warn", method.getName());
                                    warnings.add(String.valueOf(arguments[1]));
                                    return null;
                                });
        ThingModel model =
                new ThingCompiler(
                                new Forgetful(),
                                new Surroundings(
                                        "lamp",
                                        new GlobalLock(false),
                                        new NotificationHub(),
                                        null,
                                        null,
                                        null,
                                        new Presence("lamp"),
                                        logger))
                        .compile();
        assertEquals(LostAffordances.of(Forgetful.class), warnings);
        assertFalse(model.actions().containsKey("dim"));
    }
}
