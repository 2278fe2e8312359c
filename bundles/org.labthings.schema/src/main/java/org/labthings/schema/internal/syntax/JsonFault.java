package org.labthings.schema.internal.syntax;

/**
 * Where a text stops being JSON, and why, in the words of LabThings' parser.
 *
 * @param offset in characters (code points) from the start
 * @param message for people
 */
public record JsonFault(int offset, String message) {}
