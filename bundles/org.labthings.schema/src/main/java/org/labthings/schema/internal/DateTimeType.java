package org.labthings.schema.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.Temporal;
import org.labthings.schema.Decoding;
import org.labthings.schema.internal.time.IsoParser;
import org.labthings.schema.internal.time.MalformedTimeException;
import org.labthings.schema.internal.time.Moment;

/** Dates with a time, and dates alone. */
final class DateTimeType extends TimeType {
    static final String NAIVE = "Input should not have timezone info";
    private static final String AWARE = "Input should have timezone info";

    private final Class<?> type;

    /**
     * Date-times.
     *
     * @param type LocalDateTime, OffsetDateTime, ZonedDateTime, Instant, or Temporal for any
     */
    DateTimeType(Class<?> type) {
        super(type, "datetime", "date-time", "datetime_type");
        this.type = type;
    }

    @Override
    boolean accepts(Object value) {
        return type == Temporal.class
                ? value instanceof LocalDateTime
                        || value instanceof OffsetDateTime
                        || value instanceof ZonedDateTime
                        || value instanceof Instant
                : super.accepts(value);
    }

    @Override
    Object parse(String text, JsonNode json, Decoding run) {
        try {
            return result(Moment.parse(text), json, run);
        } catch (MalformedTimeException noDateTime) {
            try {
                return result(new Moment(IsoParser.date(text).atStartOfDay(), null), json, run);
            } catch (MalformedTimeException e) {
                String msg = "Input should be a valid datetime or date, ";
                return malformed(run, "datetime_from_date_parsing", msg, e, json);
            }
        }
    }

    @Override
    Object number(JsonNode json, Decoding run) {
        try {
            return result(moment(json), json, run);
        } catch (MalformedTimeException e) {
            String msg = "Input should be a valid datetime, ";
            return malformed(run, "datetime_parsing", msg, e, json);
        }
    }

    private Object result(Moment moment, JsonNode json, Decoding run) {
        if (type == LocalDateTime.class) {
            return moment.offset() == null
                    ? moment.local()
                    : refuse(run, "timezone_naive", NAIVE, json);
        }
        if (moment.offset() == null) {
            return type == Temporal.class
                    ? moment.local()
                    : refuse(run, "timezone_aware", AWARE, json);
        }
        OffsetDateTime aware = moment.local().atOffset(moment.offset());
        if (type == Instant.class) {
            return aware.toInstant();
        }
        return type == ZonedDateTime.class ? aware.toZonedDateTime() : aware;
    }

    /** Dates alone. */
    static TimeType date() {
        return new TimeType(LocalDate.class, "date", "date", "date_type") {
            @Override
            Object parse(String text, JsonNode json, Decoding run) {
                try {
                    return IsoParser.date(text);
                } catch (MalformedTimeException noDate) {
                    try {
                        return day(Moment.parse(text), json, run);
                    } catch (MalformedTimeException e) {
                        return wrong(run, e, json);
                    }
                }
            }

            @Override
            Object number(JsonNode json, Decoding run) {
                try {
                    return day(moment(json), json, run);
                } catch (MalformedTimeException e) {
                    return wrong(run, e, json);
                }
            }

            private Object day(Moment moment, JsonNode json, Decoding run) {
                String msg =
                        "Datetimes provided to dates should have zero time - e.g. be exact dates";
                return moment.isDate()
                        ? moment.local().toLocalDate()
                        : refuse(run, "date_from_datetime_inexact", msg, json);
            }

            private Object wrong(Decoding run, MalformedTimeException why, JsonNode json) {
                String msg = "Input should be a valid date or datetime, ";
                return malformed(run, "date_from_datetime_parsing", msg, why, json);
            }
        };
    }
}
