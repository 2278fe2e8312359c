package org.labthings.thing.gallery;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.ToNumberPolicy;
import com.google.gson.reflect.TypeToken;
import java.util.Map;

/** JSON objects as they are stored. */
final class Json {
    private static final Gson GSON =
            new GsonBuilder()
                    .serializeNulls()
                    .disableHtmlEscaping()
                    .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE)
                    .create();
    private static final TypeToken<Map<String, Object>> MAP = new TypeToken<>() {};

    private Json() {}

    static String text(Map<String, Object> map) {
        return GSON.toJson(map);
    }

    static Map<String, Object> map(String text) {
        return GSON.fromJson(text, MAP);
    }
}
