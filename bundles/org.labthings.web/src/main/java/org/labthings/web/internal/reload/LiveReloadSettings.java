package org.labthings.web.internal.reload;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The section {@code live_reload} of the configuration file: it is on when the section is there.
 */
@ObjectClassDefinition(
        pid = ReloadSwitch.PID,
        name = "Live reload",
        description = "Reloads pages in the browser when their files change; for development")
public @interface LiveReloadSettings {
    /** Whether it is on. */
    @AttributeDefinition(name = "Enabled", description = "Whether pages are reloaded")
    boolean enabled() default true;

    /** Whether pages get the script. */
    @AttributeDefinition(
            name = "Insert script",
            description =
                    "Whether pages of static files and of bundles get the script by themselves;"
                            + " else they contain <script src=\"/livereload.js\"></script>")
    boolean insert_script() default true;

    /** Further folders. */
    @AttributeDefinition(
            name = "Folders",
            description =
                    "Further folders, watched as if they were served at /, beside those of"
                            + " static_files",
            required = false)
    String[] folders() default {};

    /** Whether images count. */
    @AttributeDefinition(
            name = "Images",
            description = "Whether a changed image is exchanged in the pages that show it")
    boolean images() default true;

    /** Debounce. */
    @AttributeDefinition(
            name = "Debounce",
            description = "Milliseconds without a further change before a page is reloaded",
            min = "0",
            max = "60000")
    int debounce() default 200;

    /** Interval of polling. */
    @AttributeDefinition(
            name = "Polling",
            description =
                    "Milliseconds between two looks at the folders, for network folders; 0 to be"
                            + " notified by the operating system",
            min = "0",
            max = "3600000")
    int polling() default 0;

    /** Bound of the connections. */
    @AttributeDefinition(
            name = "Clients",
            description = "Open pages that are told of changes; one more is 503",
            min = "1",
            max = "10000")
    int clients() default 200;
}
