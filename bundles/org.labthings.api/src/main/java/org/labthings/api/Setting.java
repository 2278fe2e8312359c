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
    /** Hides the setter over HTTP. */
    boolean readOnly() default false;

    /** As {@link Property#defaultValue()}. */
    String defaultValue() default "";

    /** Whether writing takes the server's global lock, where that is enabled. */
    boolean globalLock() default true;

    /** Declared value type where the method's return type says too little. */
    Class<?> type() default void.class;
}
