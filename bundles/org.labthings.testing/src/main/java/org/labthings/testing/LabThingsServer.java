package org.labthings.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Boots the packaged run-time set for the tests of a class, once, on a free port and in a temporary
 * folder, with the bundle of this module as a plugin:
 *
 * <pre>{@code
 * @LabThingsServer("{\"things\": {\"lamp\": \"org.example.lamp.Lamp\"}}")
 * class LampInServerTest {
 *     @Test
 *     void isServed(Laboratory lab) throws Exception {
 *         assertEquals(200, lab.get("/lamp/").statusCode());
 *     }
 * }
 * }</pre>
 *
 * <p>Constructors, test methods and life-cycle methods may have parameters of the types {@link
 * Laboratory} and {@link java.net.URI}, the base URL. The bundle of this module is what bnd has
 * made of {@code target/classes}; the module needs no packaging before its tests. The server stops
 * after the last test of the class.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(LabThingsServerExtension.class)
public @interface LabThingsServer {
    /** The configuration as JSON text; this or {@link #config}. */
    String value() default "";

    /** The configuration file, relative to the folder of the module. */
    String config() default "";

    /**
     * Further plugins: symbolic names of bundles on the class path of the test, or files and
     * folders relative to the folder of the module.
     */
    String[] plugins() default {};

    /** Whether the bundle of this module is a plugin. */
    boolean bundleUnderTest() default true;

    /** Further arguments of the command line: {@code "--debug"}. */
    String[] arguments() default {};
}
