package org.labthings.schema.sample;

/** A string enumeration. */
public enum Colour {
    RED,
    GREEN
}
