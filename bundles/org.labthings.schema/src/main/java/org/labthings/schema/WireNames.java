package org.labthings.schema;

import java.lang.reflect.AnnotatedElement;
import org.labthings.api.Name;

/** Names on the wire: {@code moveRelative} is {@code move_relative}. */
public final class WireNames {
    private WireNames() {}

    /** The name that a {@link Name} annotation gives, else the snake-case form of the Java name. */
    public static String of(AnnotatedElement member, String javaName) {
        Name name = member.getAnnotation(Name.class);
        return name != null ? name.value() : snake(javaName);
    }

    /**
     * {@code grabJpegNow} to {@code grab_jpeg_now}, {@code readURLPath} to {@code read_url_path}.
     */
    public static String snake(String javaName) {
        StringBuilder out = new StringBuilder(javaName.length() + 4);
        for (int i = 0; i < javaName.length(); i++) {
            char c = javaName.charAt(i);
            if (Character.isUpperCase(c)) {
                boolean afterLower = i > 0 && !Character.isUpperCase(javaName.charAt(i - 1));
                boolean beforeLower =
                        i + 1 < javaName.length() && Character.isLowerCase(javaName.charAt(i + 1));
                if (i > 0 && (afterLower || beforeLower) && javaName.charAt(i - 1) != '_') {
                    out.append('_');
                }
                out.append(Character.toLowerCase(c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
