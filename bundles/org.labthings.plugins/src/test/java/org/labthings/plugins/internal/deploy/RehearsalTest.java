package org.labthings.plugins.internal.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.labthings.api.Thing;
import org.labthings.plugins.internal.JarMaker;

/** Which replacements are started before what they replace is stopped. */
class RehearsalTest extends DeploymentFixture {
    private static final String THING = Thing.class.getName();
    private static final String CONFIGURED = "configuration-policy=\"require\"";
    private static final List<String> BESIDE =
            List.of("started lamp", "rehearsed 2.0.0", "stopped lamp");
    private static final List<String> AFTERWARDS = List.of("stopped lamp", "started lamp");

    private List<String> upgrade(JarMaker second) throws Exception {
        put("lamp.jar", JarMaker.bundle("lamp", "1").component(CONFIGURED, THING));
        reconcile();
        put("lamp.jar", second);
        reconcile();
        assertEquals("2.0.0 runs", state("lamp"));
        return events;
    }

    private static JarMaker second() {
        return JarMaker.bundle("lamp", "2");
    }

    @Test
    void oneThatIsNothingButThings() throws Exception {
        JarMaker things = second().component(CONFIGURED, THING).component(CONFIGURED, THING);
        assertEquals(BESIDE, upgrade(things));
    }

    @Test
    void notOneWithoutComponents() throws Exception {
        assertEquals(AFTERWARDS, upgrade(second()));
    }

    @Test
    void notOneWithAnotherService() throws Exception {
        JarMaker mixed =
                second().component(CONFIGURED, THING).component(CONFIGURED, "java.lang.Runnable");
        assertEquals(AFTERWARDS, upgrade(mixed));
    }

    @Test
    void notOneThatIsMadeAtOnce() throws Exception {
        String immediate = CONFIGURED + " immediate=\"true\"";
        assertEquals(AFTERWARDS, upgrade(second().component(immediate, THING)));
    }

    @Test
    void notOneThatNeedsNoConfiguration() throws Exception {
        assertEquals(AFTERWARDS, upgrade(second().component("", THING)));
    }

    @Test
    void notOneThatDoesMoreThanThat() throws Exception {
        JarMaker web = second().component(CONFIGURED, THING).header("Web-Root", "/lamp");
        assertEquals(AFTERWARDS, upgrade(web));
    }
}
