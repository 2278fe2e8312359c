package org.labthings.health.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** When the disk counts as full, PID {@code org.labthings.health.disk}. */
@ObjectClassDefinition(
        name = "LabThings health: disk",
        description = "How much room the disks of data and settings must have")
public @interface DiskSettings {
    /** Less is a warning. */
    @AttributeDefinition(
            name = "Warn below (MB)",
            description = "Less room than this is a warning",
            min = "0")
    long warn_megabytes() default 1000;

    /** Less is critical. */
    @AttributeDefinition(
            name = "Critical below (MB)",
            description = "Less room than this is critical",
            min = "0")
    long critical_megabytes() default 100;
}
