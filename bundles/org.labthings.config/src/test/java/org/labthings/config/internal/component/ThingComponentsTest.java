package org.labthings.config.internal.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Version;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

class ThingComponentsTest {
    private final FakeRuntime runtime = new FakeRuntime();

    private String find(String classString) {
        return runtime.components()
                .find(classString)
                .map(m -> m.component().name() + " " + m.component().version())
                .orElse("nobody");
    }

    @Test
    void byComponentNameClassAndAlias() {
        runtime.add("org.example.Lamp", "1.0", "bench:Lamp", "lamps.Lamp");
        for (String name :
                List.of(
                        "org.example.Lamp",
                        "org.example:Lamp",
                        "org.example.LampImpl",
                        "bench:Lamp",
                        "bench.Lamp",
                        "lamps:Lamp")) {
            assertEquals("org.example.Lamp 1.0.0", find(name), name);
        }
        assertEquals("nobody", find("Lamp"));
        assertEquals(Optional.empty(), runtime.components().find("bench:Heater"));
    }

    @Test
    void aNameIsStrongerThanAnAlias() {
        runtime.add("other.Lamp", "9.0", "org.example.Lamp");
        runtime.add("org.example.Lamp", "1.0");
        assertEquals("org.example.Lamp 1.0.0", find("org.example.Lamp"));
    }

    @Test
    void theHighestVersionWinsAndTheOthersAreNamed() {
        runtime.add("a.Lamp", "1.9", "bench:Lamp");
        runtime.add("b.Lamp", "1.10", "bench:Lamp");
        ThingComponents.Match match = runtime.components().find("bench:Lamp").get();
        assertEquals("b.Lamp", match.component().name());
        assertEquals(new Version("1.10"), match.component().version());
        assertEquals(List.of("a.Lamp of bundle.of.a.Lamp 1.9.0"), match.others());
    }

    @Test
    void aDriverThatIsJustBeingReplacedDoesNotCount() {
        runtime.add("a.Lamp", "1.0");
        runtime.replaced();
        assertTrue(runtime.components().find("a.Lamp").isEmpty());
    }

    @Test
    void oneThatIsStartedBesideTheOneItReplacesDoesNotCountYet() {
        runtime.add("a.Lamp", "1.0");
        ComponentDescriptionDTO successor = runtime.add("a.Lamp", "2.0");
        assertEquals("bundle.of.a.Lamp", successor.bundle.symbolicName);
        assertEquals("a.Lamp 1.0.0", find("a.Lamp"));
        assertEquals(List.of(), runtime.components().find("a.Lamp").get().others());
        assertEquals("1.0.0", runtime.components().types().get(0).version());
    }

    @Test
    void saysWhatItIs() {
        runtime.add("a.Lamp", "1").serviceInterfaces = new String[] {"java.lang.Runnable"};
        runtime.add("b.Lamp", "1").configurationPolicy = "ignore";
        ThingComponent noThing = runtime.components().find("a.Lamp").get().component();
        ThingComponent deaf = runtime.components().find("b.Lamp").get().component();
        assertFalse(noThing.isThing());
        assertTrue(noThing.configurable());
        assertTrue(deaf.isThing());
        assertFalse(deaf.configurable());
        assertEquals("frameRate", deaf.attributes().get(0).getID());
    }
}
