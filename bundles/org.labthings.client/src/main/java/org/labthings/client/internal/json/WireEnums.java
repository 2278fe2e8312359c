package org.labthings.client.internal.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.util.Locale;
import org.labthings.api.WireValue;

/** Constants of enums as LabThings has them: as they say, else their name in lower case. */
final class WireEnums {
    private WireEnums() {}

    static SimpleModule module() {
        SimpleModule module = new SimpleModule("wire-enums");
        module.addSerializer(Enum.class, new Writer());
        module.setDeserializerModifier(
                new BeanDeserializerModifier() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public JsonDeserializer<?> modifyEnumDeserializer(
                            DeserializationConfig config,
                            JavaType type,
                            BeanDescription bean,
                            JsonDeserializer<?> usual) {
                        return new Reader(type.getRawClass());
                    }
                });
        return module;
    }

    private static Object wire(Enum<?> constant) {
        JsonProperty said;
        try {
            said =
                    constant.getDeclaringClass()
                            .getField(constant.name())
                            .getAnnotation(JsonProperty.class);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("A constant is a public field", e);
        }
        if (said != null) {
            return said.value();
        }
        return constant instanceof WireValue w
                ? w.wireValue()
                : constant.name().toLowerCase(Locale.ROOT);
    }

    @SuppressWarnings("rawtypes") // as Jackson wants it
    private static final class Writer extends JsonSerializer<Enum> {
        @Override
        public void serialize(Enum value, JsonGenerator out, SerializerProvider provider)
                throws IOException {
            out.writeObject(wire(value));
        }
    }

    private static final class Reader extends JsonDeserializer<Object> {
        private final Class<?> type;

        Reader(Class<?> type) {
            this.type = type;
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context)
                throws IOException {
            JsonNode given = parser.readValueAsTree();
            for (Object constant : type.getEnumConstants()) {
                if (String.valueOf(wire((Enum<?>) constant)).equalsIgnoreCase(given.asText())) {
                    return constant;
                }
            }
            return context.handleWeirdStringValue(type, given.asText(), "no such constant");
        }
    }
}
