package org.labthings.core.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.labthings.api.HttpError;
import org.labthings.api.Property;
import org.labthings.api.RefusedInputError;
import org.labthings.api.Thing;
import org.labthings.core.ServedProperty;
import org.labthings.core.internal.lock.GlobalLock;
import org.labthings.core.internal.notify.NotificationHub;
import org.labthings.core.internal.property.Presence;
import org.labthings.schema.Json;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;

/** How loud it is in the log when a driver refuses something. */
class RefusalLogTest {
    /** Keeps level and text of each record. */
    private static final class Records extends LegacyAbstractLogger {
        private static final long serialVersionUID = 1L;
        final transient List<String> all = new CopyOnWriteArrayList<>();

        @Override
        protected String getFullyQualifiedCallerName() {
            return null;
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level, Marker marker, String pattern, Object[] arguments, Throwable cause) {
            all.add(level + " " + pattern + " " + List.of(arguments));
        }

        @Override
        public boolean isTraceEnabled() {
            return true;
        }

        @Override
        public boolean isDebugEnabled() {
            return true;
        }

        @Override
        public boolean isInfoEnabled() {
            return true;
        }

        @Override
        public boolean isWarnEnabled() {
            return true;
        }

        @Override
        public boolean isErrorEnabled() {
            return true;
        }
    }

    static class Oven implements Thing {
        private final RuntimeException thrown;

        Oven(RuntimeException thrown) {
            this.thrown = thrown;
        }

        @Property
        public int heat() {
            throw thrown;
        }

        public void heat(int degrees) {
            throw thrown;
        }
    }

    private final Records records = new Records();

    private ServedProperty heat(RuntimeException thrown) {
        return new ThingCompiler(
                        new Oven(thrown),
                        new Surroundings(
                                "oven",
                                new GlobalLock(false),
                                new NotificationHub(),
                                null,
                                null,
                                null,
                                new Presence("oven"),
                                records))
                .compile()
                .properties()
                .get("heat");
    }

    @ParameterizedTest
    @CsvSource({"409,DEBUG", "422,DEBUG", "503,DEBUG", "500,ERROR", "502,ERROR"})
    void aStatusSaysWhetherItIsAFault(int status, Level level) {
        ServedProperty heat = heat(new HttpError(status, "not now"));
        assertThrows(RuntimeException.class, () -> heat.read(null));
        assertThrows(RuntimeException.class, () -> heat.write(Json.parse("5".getBytes()), null));
        assertEquals(2, records.all.size());
        for (String record : records.all) {
            assertEquals(level.name(), record.split(" ")[0], record);
        }
    }

    @Test
    void aRefusedValueIsNoFault() {
        ServedProperty heat = heat(new RefusedInputError("too hot"));
        assertThrows(RuntimeException.class, () -> heat.write(Json.parse("5".getBytes()), null));
        assertEquals("DEBUG", records.all.get(0).split(" ")[0]);
    }

    @Test
    void aDriverThatBreaksIs() {
        ServedProperty heat = heat(new IllegalStateException("open circuit"));
        assertThrows(RuntimeException.class, () -> heat.read(null));
        assertEquals("ERROR", records.all.get(0).split(" ")[0]);
    }
}
