package org.labthings.schema.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.TemporalAccessor;
import org.labthings.schema.BlobLinks;
import org.labthings.schema.Decoding;
import org.labthings.schema.Decoding.Fit;
import org.labthings.schema.internal.time.IsoDuration;
import org.labthings.schema.internal.time.IsoParser;
import org.labthings.schema.internal.time.IsoText;
import org.labthings.schema.internal.time.MalformedTimeException;
import org.labthings.schema.internal.time.Moment;

/** Dates, times and durations: ISO 8601 text on the wire; numbers are taken as well. */
abstract class TimeType extends ValueType {
    private final Class<?> type;
    private final String label;
    private final String format;
    private final String errorType;

    TimeType(Class<?> type, String label, String format, String errorType) {
        this.type = type;
        this.label = label;
        this.format = format;
        this.errorType = errorType;
    }

    /** Reads a text, or notes why not. */
    abstract Object parse(String text, JsonNode json, Decoding run);

    /** Reads a number, or notes why not. */
    abstract Object number(JsonNode json, Decoding run);

    @Override
    boolean accepts(Object value) {
        return type.isInstance(value);
    }

    @Override
    String label() {
        return label;
    }

    @Override
    public ObjectNode schema() {
        return JsonNodeFactory.instance.objectNode().put("type", "string").put("format", format);
    }

    @Override
    public Object decode(JsonNode json, Decoding run) {
        if (json != null && json.isTextual()) {
            run.fits(Fit.LAX);
            return parse(json.textValue(), json, run);
        }
        if (json != null && json.isNumber()) {
            run.fits(Fit.LAX);
            return number(json, run);
        }
        return refuse(run, errorType, "Input should be a valid " + label, json);
    }

    /** Notes what is malformed. */
    static Object malformed(
            Decoding run, String type, String msg, MalformedTimeException why, JsonNode json) {
        ObjectNode ctx = JsonNodeFactory.instance.objectNode().put("error", why.getMessage());
        run.issue(type, msg + why.getMessage(), json, ctx);
        return null;
    }

    /** A number as a time stamp. */
    static Moment moment(JsonNode json) throws MalformedTimeException {
        return json.isIntegralNumber()
                ? Moment.ofEpoch(json.bigIntegerValue())
                : Moment.ofEpoch(json.doubleValue());
    }

    @Override
    public void encode(Object value, JsonGenerator out, BlobLinks links) throws IOException {
        String text = IsoText.format((TemporalAccessor) value);
        if (text == null) {
            throw AnyEncoder.unencodable(value);
        }
        out.writeString(text);
    }

    @Override
    String key(Object value) {
        return String.valueOf(JavaValues.reduce(value));
    }

    /** Times of day, without a zone. */
    static TimeType time() {
        return new TimeType(LocalTime.class, "time", "time", "time_type") {
            @Override
            Object parse(String text, JsonNode json, Decoding run) {
                try {
                    Moment moment = IsoParser.time(text);
                    return moment.offset() == null
                            ? moment.local().toLocalTime()
                            : refuse(run, "timezone_naive", DateTimeType.NAIVE, json);
                } catch (MalformedTimeException e) {
                    return wrong(run, e, json);
                }
            }

            @Override
            Object number(JsonNode json, Decoding run) {
                try {
                    return Moment.ofSecondOfDay(json.doubleValue()).local().toLocalTime();
                } catch (MalformedTimeException e) {
                    return wrong(run, e, json);
                }
            }

            private Object wrong(Decoding run, MalformedTimeException why, JsonNode json) {
                String msg = "Input should be in a valid time format, ";
                return malformed(run, "time_parsing", msg, why, json);
            }
        };
    }

    /** Durations. */
    static TimeType duration() {
        return new TimeType(Duration.class, "timedelta", "duration", "time_delta_type") {
            @Override
            public Object decode(JsonNode json, Decoding run) {
                if (json != null && json.isBoolean()) {
                    run.fits(Fit.LAX);
                    return Duration.ofSeconds(json.booleanValue() ? 1 : 0);
                }
                return super.decode(json, run);
            }

            @Override
            Object parse(String text, JsonNode json, Decoding run) {
                try {
                    return IsoDuration.parse(text);
                } catch (MalformedTimeException e) {
                    return wrong(run, e, json);
                }
            }

            @Override
            Object number(JsonNode json, Decoding run) {
                try {
                    return json.isIntegralNumber()
                            ? IsoDuration.ofSeconds(json.bigIntegerValue())
                            : IsoDuration.ofSeconds(json.doubleValue());
                } catch (MalformedTimeException e) {
                    return wrong(run, e, json);
                }
            }

            private Object wrong(Decoding run, MalformedTimeException why, JsonNode json) {
                String msg = "Input should be a valid timedelta, ";
                return malformed(run, "time_delta_parsing", msg, why, json);
            }

            @Override
            public void encode(Object value, JsonGenerator out, BlobLinks links)
                    throws IOException {
                out.writeString(IsoDuration.format((Duration) value));
            }
        };
    }
}
