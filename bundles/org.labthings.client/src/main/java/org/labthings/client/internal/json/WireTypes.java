package org.labthings.client.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** {@code java.time} as ISO 8601 text, and {@code Optional}, without another library. */
final class WireTypes {
    private static final Map<Class<?>, Function<String, Object>> TIMES =
            Map.of(
                    Instant.class, text -> OffsetDateTime.parse(text).toInstant(),
                    OffsetDateTime.class, OffsetDateTime::parse,
                    ZonedDateTime.class, ZonedDateTime::parse,
                    LocalDateTime.class, LocalDateTime::parse,
                    LocalDate.class, LocalDate::parse,
                    LocalTime.class, LocalTime::parse,
                    Duration.class, Duration::parse);

    private WireTypes() {}

    static SimpleModule module() {
        SimpleModule module = new SimpleModule("wire-types");
        TIMES.forEach((type, parser) -> add(module, type, parser));
        module.addSerializer(Optional.class, new OptionalWriter());
        module.addDeserializer(Optional.class, new OptionalReader(null));
        return module;
    }

    private static <T> void add(
            SimpleModule module, Class<T> type, Function<String, Object> parser) {
        module.addSerializer(
                type,
                new JsonSerializer<T>() {
                    @Override
                    public void serialize(T value, JsonGenerator out, SerializerProvider provider)
                            throws IOException {
                        out.writeString(value.toString());
                    }
                });
        module.addDeserializer(
                type,
                new JsonDeserializer<T>() {
                    @Override
                    public T deserialize(JsonParser in, DeserializationContext context)
                            throws IOException {
                        String text = in.getValueAsString();
                        try {
                            return type.cast(parser.apply(text));
                        } catch (DateTimeException e) {
                            return type.cast(
                                    context.handleWeirdStringValue(type, text, e.getMessage()));
                        }
                    }
                });
    }

    @SuppressWarnings("rawtypes") // as Jackson wants it
    private static final class OptionalWriter extends JsonSerializer<Optional> {
        @Override
        public void serialize(Optional value, JsonGenerator out, SerializerProvider provider)
                throws IOException {
            Object some = value.isPresent() ? value.get() : null;
            if (some == null) {
                out.writeNull();
            } else {
                provider.defaultSerializeValue(some, out);
            }
        }
    }

    @SuppressWarnings("rawtypes") // as Jackson wants it
    private static final class OptionalReader extends JsonDeserializer<Optional>
            implements ContextualDeserializer {
        private final JavaType some;

        OptionalReader(JavaType some) {
            this.some = some;
        }

        @Override
        public JsonDeserializer<?> createContextual(
                DeserializationContext context, BeanProperty property) {
            JavaType type = context.getContextualType();
            return new OptionalReader(type.containedTypeOrUnknown(0));
        }

        @Override
        public Optional deserialize(JsonParser in, DeserializationContext context)
                throws IOException {
            return Optional.ofNullable(context.readValue(in, some));
        }

        @Override
        public Optional getNullValue(DeserializationContext context) {
            return Optional.empty();
        }

        @Override
        public Object getAbsentValue(DeserializationContext context) {
            return Optional.empty();
        }
    }
}
