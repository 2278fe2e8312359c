package org.labthings.thing.scpi.table;

/**
 * One property of the table.
 *
 * @param name on the wire
 * @param title for people, or null
 * @param description for people, or null
 * @param query asks for it
 * @param set sets it, with {@code {value}} where the value goes; null: it is only read
 * @param form of its value
 * @param poll seconds between two looks, so that it can be observed; 0: none
 */
record PropertyRow(
        String name,
        String title,
        String description,
        String query,
        String set,
        Form form,
        double poll) {
    private static final double QUICKEST = 0.05;

    static PropertyRow of(String name, Row row) {
        String query = row.message("query");
        if (query == null) {
            throw new IllegalArgumentException(
                    row.path() + " needs a 'query', such as \"VOLT?\", to be read by");
        }
        String set = row.message("set");
        boolean readOnly = row.flag("read_only");
        Form form = Form.of(row);
        if (set != null && form.kind() == Form.Kind.NUMBERS) {
            throw row.wrong("set", "is not possible for numbers, which are only read", set);
        }
        Double poll = row.number("poll");
        if (poll != null && !(poll >= QUICKEST && poll <= 86_400)) {
            throw row.wrong("poll", "must be " + QUICKEST + " to 86400 seconds", poll);
        }
        PropertyRow property =
                new PropertyRow(
                        name,
                        row.text("title"),
                        row.text("description"),
                        query,
                        readOnly ? null : set,
                        form,
                        poll == null ? 0 : poll);
        row.end();
        return property;
    }

    /** The message that sets it to a value that fits. */
    String setting(Object value) {
        return Messages.fill(set, "value", form.write(value));
    }
}
