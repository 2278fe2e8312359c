package org.labthings.security.store;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;

/** When a token ends, as people write it. */
public final class Expiry {
    private Expiry() {}

    /**
     * A point in time in the future, in whole seconds.
     *
     * @param text {@code 90d}, {@code 12h}, {@code 2027-01-31} (the end of that day, here) or
     *     {@code 2027-01-31T12:00:00Z}
     * @throws AccountException when it is none of these, or over
     */
    public static Instant parse(String text, Instant now) throws AccountException {
        Instant end;
        try {
            if (text.matches("\\d{1,5}[dh]")) {
                long count = Long.parseLong(text.substring(0, text.length() - 1));
                end =
                        now.plus(
                                text.endsWith("d")
                                        ? Duration.ofDays(count)
                                        : Duration.ofHours(count));
            } else if (text.matches("\\d{4}-\\d\\d-\\d\\d")) {
                end =
                        LocalDate.parse(text)
                                .plusDays(1)
                                .atStartOfDay(ZoneId.systemDefault())
                                .toInstant();
            } else {
                end = Instant.parse(text);
            }
        } catch (DateTimeParseException e) {
            throw new AccountException("90d, 12h or 2027-01-31, not " + text);
        }
        if (!end.isAfter(now)) {
            throw new AccountException(text + " is over");
        }
        return Instant.ofEpochSecond(end.getEpochSecond());
    }
}
