package org.labthings.security.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpiryTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.5Z");

    @ParameterizedTest
    @CsvSource({
        "90d, 2026-05-30T10:00:00Z",
        "12h, 2026-03-01T22:00:00Z",
        "2027-01-31T12:00:00Z, 2027-01-31T12:00:00Z"
    })
    void whatPeopleWrite(String text, Instant end) throws Exception {
        assertEquals(end, Expiry.parse(text, NOW));
    }

    @Test
    void aDayIsIncluded() throws Exception {
        Instant end = LocalDate.of(2027, 2, 1).atStartOfDay(ZoneId.systemDefault()).toInstant();
        assertEquals(end, Expiry.parse("2027-01-31", NOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "90", "-1d", "2027-02-31", "0d", "2020-01-01"})
    void whatIsNoFutureIsRefused(String text) {
        AccountException e = assertThrows(AccountException.class, () -> Expiry.parse(text, NOW));
        assertTrue(
                e.getMessage().startsWith("90d, 12h") || e.getMessage().endsWith(" is over"),
                e.getMessage());
    }
}
