package org.labthings.core.internal.property;

import com.fasterxml.jackson.databind.JsonNode;
import org.labthings.schema.DataType;

/**
 * What a property is, apart from its value.
 *
 * @param name wire name
 * @param title never null
 * @param description or null
 * @param type of its value
 * @param readOnly hidden from writing over HTTP
 * @param setting kept in a file
 * @param observable whether changes are published
 * @param usesLock whether assigning takes the global lock
 * @param defaultValue encoded default, or null
 */
public record PropertyInfo(
        String name,
        String title,
        String description,
        DataType type,
        boolean readOnly,
        boolean setting,
        boolean observable,
        boolean usesLock,
        JsonNode defaultValue) {}
