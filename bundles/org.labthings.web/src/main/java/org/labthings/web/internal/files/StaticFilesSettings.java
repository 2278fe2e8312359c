package org.labthings.web.internal.files;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** A member of the section {@code static_files} of the configuration file. */
@ObjectClassDefinition(
        name = "Static files",
        description = "A folder whose files are served as they are")
public @interface StaticFilesSettings {
    /** The folder. */
    @AttributeDefinition(
            name = "Folder",
            description =
                    "The folder; relative to the working directory. Nothing outside of it is"
                            + " served, and no hidden file")
    String folder();

    /** Where it is served. */
    @AttributeDefinition(
            name = "Path",
            description = "Where it is served; paths of the server and of Things go before",
            required = false)
    String path() default "/";

    /** Index page. */
    @AttributeDefinition(
            name = "Index",
            description = "Name of the page that stands for a folder; empty for none",
            required = false)
    String index() default "index.html";

    /** How long browsers keep it. */
    @AttributeDefinition(
            name = "Maximum age",
            description =
                    "Seconds that browsers may keep a file before they ask again; 0: they ask each"
                            + " time",
            min = "0",
            max = "31536000")
    int max_age() default 0;
}
