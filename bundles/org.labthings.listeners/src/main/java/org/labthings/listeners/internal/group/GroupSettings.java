package org.labthings.listeners.internal.group;

import org.labthings.listeners.EventRouters;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** A member of the section {@code listeners} of the configuration file. */
@ObjectClassDefinition(
        name = "Group of listeners",
        description = "Listeners and callbacks that are started and stopped together")
public @interface GroupSettings {
    /** Folders that are watched. */
    @AttributeDefinition(
            name = "Folders",
            description =
                    "Folders that are watched for the group's callbacks, with all below them;"
                            + " relative to the working directory",
            required = false)
    String[] folders() default {};

    /** Whether it starts by itself. */
    @AttributeDefinition(
            name = "Start by itself",
            description = "Whether it starts with the server; else its action start does it")
    boolean autostart() default true;

    /** Whether what came meanwhile is told. */
    @AttributeDefinition(
            name = "Catch up",
            description =
                    "Whether a start tells what has changed in the folders since the group, or the"
                            + " server, was stopped")
    boolean catch_up() default false;

    /** Interval of polling. */
    @AttributeDefinition(
            name = "Polling",
            description =
                    "Milliseconds between two looks at the folders, for network folders; 0 to be"
                            + " notified by the operating system",
            min = "0",
            max = "3600000")
    int polling() default 0;

    /** What is not looked at. */
    @AttributeDefinition(
            name = "Ignored",
            description = "Patterns of names of files and folders that are never looked at",
            required = false)
    String[] ignored() default {".*", "*.tmp", "*~", "4913"};

    /** How long stopping may take. */
    @AttributeDefinition(
            name = "Stop time-out",
            description = "Milliseconds that a listener, and running callbacks, may take to stop",
            min = "1",
            max = "60000")
    int stop_timeout() default 3000;

    /** Bound of the queue. */
    @AttributeDefinition(
            name = "Queue",
            description =
                    "Events that may wait and run; more stay with the operating system, and are"
                            + " found by looking",
            min = "1",
            max = "1000000")
    int queue() default EventRouters.DEFAULT_LIMIT;
}
