package org.labthings.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method the getter of a functional setting: a functional {@link Property} whose value is
 * saved whenever its setter is called through the platform, and handed to the setter when settings
 * are loaded, before {@link Thing#open}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD})
public @interface Setting {
    /** {@return whether the setter is hidden over HTTP} */
    boolean readOnly() default false;

    /** {@return the default as JSON text, as {@link Property#defaultValue()}} */
    String defaultValue() default "";

    /** {@return whether writing takes the server's global lock, where that is enabled} */
    boolean globalLock() default true;

    /**
     * {@return declared value type where the method's return type says too little} {@code void}:
     * the return type counts.
     */
    Class<?> type() default void.class;
}
