package org.labthings.core;

import org.labthings.schema.DataType;

/**
 * An event of a running Thing.
 *
 * @param name wire name
 * @param title never null
 * @param description or null
 * @param data type of its data; null for none
 */
public record ServedEvent(String name, String title, String description, DataType data) {}
