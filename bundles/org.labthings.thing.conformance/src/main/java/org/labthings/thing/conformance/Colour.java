package org.labthings.thing.conformance;

import org.labthings.api.Doc;

// On the wire "red" and "green": the snake-case form of the constants.
@Doc("A string enumeration.")
public enum Colour {
    RED,
    GREEN
}
