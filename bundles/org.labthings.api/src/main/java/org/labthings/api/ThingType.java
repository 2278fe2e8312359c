package org.labthings.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Tells about a Thing class what its name cannot. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE})
public @interface ThingType {
    /** {@return title in the Thing Description} Empty: the simple class name. */
    String title() default "";

    /**
     * {@return whether values that code assigns to data properties are validated like those from
     * HTTP} Without, a bad value is stored, and reading it fails.
     */
    boolean validateOnSet() default true;

    /**
     * {@return what stands for the class in the settings file's name} Empty: the simple class name.
     * Whoever renames a class keeps its settings by it.
     */
    String settingsName() default "";
}
