package org.labthings.schema.sample;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.labthings.api.Finite;
import org.labthings.api.Literal;
import org.labthings.api.MultipleOf;
import org.labthings.api.Tuple;
import org.labthings.api.Union;

/** The Java form of the types in {@code src/test/oracle/record.py}, by name. */
@SuppressWarnings("rawtypes")
public class Declared {
    BigInteger integer;
    double number;
    boolean bool;
    String string;
    Object any;
    Void nothing;
    Colour colour;
    Level level;
    Mixed mixed;

    @Literal({"\"a\"", "\"b\"", "3"})
    Object literal;

    @Literal("\"only\"")
    String one;

    List<BigInteger> ints;
    List<String> strings;
    List anyList;
    double[][] matrix;
    Set<Integer> intSet;
    Pair pair;
    @Tuple List<Integer> varTuple;
    Map<String, Double> numbersByName;
    Map<Integer, Integer> byNumber;
    Map<Colour, Integer> byColour;
    Map anyMap;
    Optional<BigInteger> optional;
    Optional<Point> optionalPoint;

    @Union({BigInteger.class, String.class})
    Object intOrString;

    @Union({BigInteger.class, String.class, Void.class})
    Object intOrStringOrNull;

    @Union({Double.class, BigInteger.class})
    Object floatOrInt;

    @Union({BigInteger.class, Double.class})
    Object intOrFloat;

    @Union({Boolean.class, BigInteger.class})
    Object boolOrInt;

    @Union({String.class, BigInteger.class})
    Object stringOrInt;

    @Union({Point.class, Exact.class})
    Object models;

    @Union({UUID.class, String.class})
    Object uuidOrString;

    @Union({Colour.class, String.class})
    Object colourOrString;

    @Union({UUID.class, BigInteger.class})
    Object uuidOrInt;

    List<@Union({BigInteger.class, String.class, Void.class}) Object> unions;
    Point point;
    Region region;
    Exact exact;
    List<Point> points;
    Map<String, Point> pointsByName;
    UUID uuid;
    Temporal dateTime;
    LocalDate date;
    LocalTime time;
    Duration duration;
    byte[] bytes;
    Path path;
    BigDecimal decimal;

    @Min(0)
    @Max(10)
    BigInteger geLe;

    @DecimalMin(value = "0", inclusive = false)
    @DecimalMax(value = "10", inclusive = false)
    BigInteger gtLt;

    @Min(0)
    @Max(10)
    @MultipleOf("2")
    BigInteger multiple;

    @DecimalMin(value = "0", inclusive = false)
    @DecimalMax(value = "1", inclusive = false)
    double floatGtLt;

    @DecimalMin("-0.5")
    @DecimalMax("1e22")
    double floatGeLe;

    @MultipleOf("0.25")
    double floatMultiple;

    @MultipleOf("0.1")
    double tenths;

    @Finite double finite;

    @Size(min = 2, max = 5)
    String length;

    @Size(min = 1, max = 1)
    String oneChar;

    @Pattern(regexp = "^[a-z]+[0-9]+$")
    String pattern;

    @Pattern(regexp = "b+")
    String unanchored;

    @Size(min = 1, max = 3)
    List<Integer> listLength;

    @Size(min = 2, max = 2)
    Set<Integer> setLength;

    @Size(min = 1, max = 1)
    Map<String, Integer> mapLength;

    @Size(min = 1, max = 2)
    @Tuple
    List<Integer> tupleLength;

    @Size(min = 2, max = 2)
    byte[] bytesLength;

    @Min(0)
    Optional<BigInteger> optionalGe;

    List<@Min(0) Integer> inner;

    @Min(0)
    @Max(10)
    BigDecimal decimalGeLe;

    @Min(0)
    @Size(min = 2)
    @Union({BigInteger.class, String.class})
    Object limitedUnion;
}
