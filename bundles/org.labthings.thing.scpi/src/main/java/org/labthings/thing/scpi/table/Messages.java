package org.labthings.thing.scpi.table;

/** Messages with places for values. */
final class Messages {
    private Messages() {}

    /** With a value where {@code {name}} stands, or behind a blank where that stands nowhere. */
    static String fill(String message, String name, String value) {
        String place = "{" + name + "}";
        return message.contains(place)
                ? message.replace(place, value)
                : message + (message.contains(" ") ? "," : " ") + value;
    }
}
