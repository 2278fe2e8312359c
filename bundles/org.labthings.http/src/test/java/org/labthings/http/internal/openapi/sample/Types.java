package org.labthings.http.internal.openapi.sample;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.labthings.api.Blob;
import org.labthings.api.CatchAll;
import org.labthings.api.Default;
import org.labthings.api.Doc;
import org.labthings.api.Literal;
import org.labthings.api.MediaType;
import org.labthings.api.MultipleOf;
import org.labthings.api.NumericArray;
import org.labthings.api.Tuple;
import org.labthings.api.Union;

/** A member of every kind of type that a driver can declare. */
@SuppressWarnings("rawtypes")
public class Types {
    int integer;
    double number;
    boolean flag;
    String text;
    Object any;
    Void nothing;
    Colour colour;

    @Literal({"\"a\"", "\"b\"", "3"})
    Object literal;

    @Literal("\"only\"")
    String one;

    List<String> strings;
    List anyList;
    double[][] matrix;
    Set<Integer> set;
    Pair pair;
    @Tuple List<Integer> openTuple;
    Map<String, Double> byName;
    Map<Colour, Integer> byColour;
    Map anyMap;
    Map<@Pattern(regexp = "^[a-z]+$") String, Point> byPattern;
    Optional<Integer> optional;
    Optional<Point> optionalPoint;
    Optional<Object> optionalAny;

    @Union({Integer.class, Double.class})
    Object numberOfAKind;

    @Union({Point.class, String.class, Void.class})
    Object pointOrText;

    Point point;
    Region region;
    Tree tree;
    UUID uuid;
    OffsetDateTime moment;
    LocalDate date;
    Duration duration;
    byte[] bytes;
    Path path;
    URI uri;
    BigDecimal decimal;
    NumericArray array;

    @MediaType("image/jpeg")
    Blob image;

    List<@MediaType("image/*") Blob> images;

    @Min(0)
    @Max(10)
    @MultipleOf("2")
    int limited;

    @Size(min = 1, max = 3)
    List<@Min(0) Integer> limitedList;

    @Doc("Takes a model and more")
    public Region move(
            Point to,
            @Default("1.5") double speed,
            Optional<Colour> colour,
            @MediaType("image/jpeg") Blob reference) {
        return null;
    }

    public void stop() {}

    public Object anythingBack(Optional<Object> value) {
        return value;
    }

    public Map<String, Integer> anything(@CatchAll Map<String, Integer> more) {
        return more;
    }

    public @MediaType("image/jpeg") Blob grab(@Default("\"full\"") String size) {
        return null;
    }
}
