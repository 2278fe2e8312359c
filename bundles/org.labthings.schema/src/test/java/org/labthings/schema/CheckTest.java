package org.labthings.schema;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.labthings.api.Default;
import org.labthings.api.NumericArray;
import org.labthings.api.Union;
import org.labthings.schema.sample.Colour;
import org.labthings.schema.sample.Exact;
import org.labthings.schema.sample.Level;
import org.labthings.schema.sample.Pair;
import org.labthings.schema.sample.Point;

/** What drivers return and assign is validated and coerced by the same rules as JSON. */
class CheckTest {
    record Picky(int n) {
        Picky {
            if (n == 13) {
                throw new IllegalArgumentException("thirteen is unlucky");
            }
        }
    }

    record Holder(List<Double> values, @Default("0") @Max(5) int n) {}

    record Left(@Union({Left.class, Right.class, Void.class}) Object next) {}

    record Right(@Union({Left.class, Right.class, Void.class}) Object next) {}

    record Many(int a, int b, int c, int d, int e) {}

    record Loop(@Default("[]") List<Loop> inner) {}

    @SuppressWarnings("unused")
    static class Types {
        Integer integer;
        double number;
        float small;
        long large;
        short tiny;
        BigInteger big;
        boolean bool;
        String string;
        Object any;
        Void nothing;
        List<Integer> list;
        Set<Integer> set;
        Map<String, Double> map;
        Map<Integer, Colour> keyed;
        int[] array;
        double[][] matrix;
        Optional<Integer> optional;
        Point point;
        Pair pair;
        Picky picky;
        Holder holder;
        Loop loop;
        Many many;
        Colour colour;
        Level level;
        Instant instant;
        LocalDate date;
        Duration duration;
        byte[] bytes;
        NumericArray numbers;

        @Union({Integer.class, String.class, Void.class})
        Object union;

        @Union({Double.class, Point.class})
        Object numberOrPoint;

        @Min(0)
        @Max(10)
        int limited;
    }

    private static DataType type(String name) {
        return Compiled.field(Types.class, name);
    }

    private static Object check(String name, Object value) {
        return type(name).check(value);
    }

    private static void assertUnchanged(String name, Object value) {
        assertSame(value, check(name, value));
    }

    private static String issues(String name, Object value) {
        ValidationException e =
                assertThrows(ValidationException.class, () -> type(name).check(value));
        return e.issues().stream()
                .map(i -> i.type() + i.loc().subList(1, i.loc().size()) + i.input())
                .collect(Collectors.joining(" "));
    }

    @Test
    void whatIsAsDeclaredStaysTheSameObject() {
        assertUnchanged("integer", 1000);
        assertUnchanged("number", 0.5);
        assertUnchanged("number", Double.NaN);
        assertUnchanged("string", "x");
        assertUnchanged("any", new Object());
        assertUnchanged("nothing", null);
        assertUnchanged("list", List.of(1, 2));
        assertUnchanged("set", Set.of(1));
        assertUnchanged("map", Map.of("a", 1.0));
        assertUnchanged("array", new int[] {1});
        assertUnchanged("matrix", new double[][] {{1}, {}});
        assertUnchanged("optional", Optional.of(5));
        assertUnchanged("point", new Point(1, 2));
        assertUnchanged("pair", new Pair(1, "a"));
        assertUnchanged("colour", Colour.RED);
        assertUnchanged("instant", Instant.EPOCH);
        assertUnchanged("bytes", new byte[] {1});
        assertUnchanged("numbers", NumericArray.of(new int[] {1}, 1));
        assertUnchanged("union", "x");
        assertUnchanged("union", null);
        assertUnchanged("limited", 10);
    }

    @Test
    void numbersAreWidened() {
        assertEquals(5.0, check("number", 5));
        assertEquals(0.1, check("number", 0.1f));
        assertEquals(5, check("integer", 5L));
        assertEquals(5, check("integer", 5.0));
        assertEquals(1, check("integer", true));
        assertEquals(5L, check("large", 5));
        assertEquals((short) 5, check("tiny", 5));
        assertEquals(1.5f, check("small", 1.5));
        assertEquals(BigInteger.TEN, check("big", 10));
        assertEquals(7, check("integer", "7"));
        assertEquals(true, check("bool", 1));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertEquals("int_parsing[]\"not an int\"", issues("integer", "not an int"));
        assertEquals("int_from_float[]1.5", issues("integer", 1.5));
        assertEquals("int_type[]null", issues("integer", null));
        assertEquals("float_type[]null", issues("number", null));
        assertEquals("string_type[]5", issues("string", 5));
        assertEquals("string_type[]\"red\"", issues("string", Colour.RED));
        assertEquals("none_required[]1", issues("nothing", 1));
        assertEquals("int_type[]\"java.lang.Thread\"", issues("integer", new Thread()));
        assertEquals("list_type[]\"abc\"", issues("list", "abc"));
        assertEquals("less_than_equal[]11", issues("limited", 11));
        assertEquals("greater_than_equal[]-1", issues("limited", -1));
        assertEquals("dict_type[]{\"x\":1.0,\"y\":2.0}", issues("map", new Point(1, 2)));
    }

    @Test
    void nothingOverflowsSilently() {
        assertEquals("less_than_equal[]2147483648", issues("integer", 1L << 31));
        assertEquals("greater_than_equal[]-2147483649", issues("integer", -(1L << 31) - 1));
        assertEquals("less_than_equal[]32768", issues("tiny", 32768));
        assertEquals(
                "less_than_equal[]9223372036854775808",
                issues("large", BigInteger.ONE.shiftLeft(63)));
        assertEquals(Integer.MIN_VALUE, check("integer", (long) Integer.MIN_VALUE));
        assertEquals("less_than_equal[]1.0E300", issues("small", 1e300));
        assertEquals(Float.POSITIVE_INFINITY, check("small", Double.POSITIVE_INFINITY));
        Issue issue = Compiled.issues(type("integer"), "2147483648").get(0);
        assertEquals("Input should be less than or equal to 2147483647", issue.msg());
        assertEquals("{\"le\":2147483647}", issue.ctx().toString());
        assertNull(type("integer").schema().get("maximum"));
    }

    @Test
    void elementsAreConverted() {
        Object list = check("list", List.of(1L, "2", 3.0));
        assertEquals(List.of(1, 2, 3), list);
        assertInstanceOf(ArrayList.class, list);
        assertEquals(List.of(1, 2), check("list", new int[] {1, 2}));
        assertEquals(List.of(1), check("list", Set.of(1)));
        assertEquals(Set.of(1, 2), check("set", List.of(1, 1L, 2)));
        assertInstanceOf(LinkedHashSet.class, check("set", List.of(1)));
        assertEquals(Map.of("a", 1.0), check("map", Map.of("a", 1)));
        assertEquals(Map.of(1, Colour.RED), check("keyed", Map.of("1", "red")));
        assertArrayEquals(new int[] {1, 2}, (int[]) check("array", List.of(1, 2L)));
        assertArrayEquals(
                new double[][] {{1}, {2}}, (double[][]) check("matrix", new int[][] {{1}, {2}}));
        assertEquals(
                "int_parsing[1]\"x\" int_type[2]null",
                issues("list", java.util.Arrays.asList(1, "x", null)));
        assertEquals(
                "enum[1]\"blue\" int_parsing[x, [key]]\"x\"",
                issues("keyed", new java.util.TreeMap<>(Map.of("1", "blue", "x", "red"))));
    }

    @Test
    void recordsAreConvertedComponentByComponent() {
        Holder good = new Holder(List.of(1.0), 5);
        assertUnchanged("holder", good);
        List<?> integers = List.of(1, 2);
        @SuppressWarnings("unchecked")
        Holder loose = new Holder((List<Double>) integers, 5);
        assertEquals(new Holder(List.of(1.0, 2.0), 5), check("holder", loose));
        assertEquals("less_than_equal[n]6", issues("holder", new Holder(List.of(), 6)));
        assertEquals(new Point(1, 0), check("point", Map.of("x", 1)));
        assertEquals(new Point(3, 4), check("point", new Point(3, 4)));
        assertEquals("float_parsing[x]\"q\"", issues("point", Map.of("x", "q")));
        assertEquals(new Pair(1, "a"), check("pair", List.of(1L, "a")));
        assertEquals("missing[1][1]", issues("pair", List.of(1)));
        assertEquals(new Point(0, 0), check("point", new Exact(1, 2))); // members by name
    }

    @Test
    void aConstructorsExceptionIsAnIssue() {
        Issue issue = Compiled.issues(type("picky"), "{\"n\":13}").get(0);
        assertEquals("value_error", issue.type());
        assertEquals("Value error, thirteen is unlucky", issue.msg());
        assertEquals(List.of("body"), issue.loc());
        assertEquals("{\"error\":{}}", issue.ctx().toString());
        assertEquals("{\"n\":13}", issue.input().toString());
    }

    @Test
    void otherKinds() {
        assertEquals(Optional.empty(), check("optional", null));
        assertEquals(Optional.of(5), check("optional", 5L));
        assertEquals(Optional.of(5), check("optional", Optional.of("5")));
        assertEquals("int_parsing[]\"x\"", issues("optional", Optional.of("x")));
        assertEquals(Colour.GREEN, check("colour", "green"));
        assertEquals(Level.HIGH, check("level", 2));
        assertEquals("enum[]\"RED\"", issues("colour", "RED"));
        OffsetDateTime noon = OffsetDateTime.of(2024, 1, 2, 12, 0, 0, 0, ZoneOffset.ofHours(1));
        assertEquals(noon.toInstant(), check("instant", noon));
        assertEquals(LocalDate.of(2024, 1, 2), check("date", LocalDate.of(2024, 1, 2)));
        assertEquals(Duration.ofSeconds(90), check("duration", 90));
        assertArrayEquals(new byte[] {'a'}, (byte[]) check("bytes", "a"));
        assertEquals(
                NumericArray.ofIntegers(new int[] {2, 1}, 1, 2),
                check("numbers", new int[][] {{1}, {2}}));
    }

    @Test
    void unionsPreferTheExactType() {
        assertEquals(5, check("union", 5L));
        assertEquals("5", check("union", "5"));
        assertEquals("int_from_float[int]1.5 string_type[str]1.5", issues("union", 1.5));
        assertEquals(2.0, check("numberOrPoint", 2));
        assertEquals(new Point(1, 0), check("numberOrPoint", Map.of("x", 1)));
    }

    @Test
    void cyclesAreRefused() {
        List<Loop> inner = new ArrayList<>();
        Loop loop = new Loop(inner);
        inner.add(loop);
        assertTrue(issues("loop", loop).startsWith("recursion_loop[]"));
    }

    @Test
    void theMessageNamesEveryProblem() {
        ValidationException e =
                assertThrows(
                        ValidationException.class,
                        () -> check("list", List.of("x", "y".repeat(99))));
        assertTrue(e.getMessage().startsWith("0: Input should be a valid integer"), e.getMessage());
        assertTrue(e.getMessage().contains("; 1: Input"), e.getMessage());
        assertTrue(e.getMessage().length() < 400, e.getMessage());
        e =
                assertThrows(
                        ValidationException.class,
                        () -> check("list", java.util.Collections.nCopies(5000, "x")));
        assertEquals(1000, e.issues().size());
        assertTrue(e.getMessage().endsWith("; and 990 more"), e.getMessage());
    }

    @Test
    void nestedUnionsAreTriedABoundedNumberOfTimes() {
        DataType type = Compiled.of(Left.class);
        String deep = "{\"next\":".repeat(150) + "{\"next\":1.5}" + "}".repeat(150);
        assertTimeoutPreemptively(
                java.time.Duration.ofMinutes(2),
                () -> assertTrue(!Compiled.issues(type, deep).isEmpty()));
        String shallow = "{\"next\":{\"next\":{\"next\":null}}}";
        assertEquals(new Left(new Left(new Left(null))), Compiled.decode(type, shallow));
    }

    @Test
    void issuesRepeatABoundedPartOfTheInput() throws Exception {
        DataType type = Compiled.field(Types.class, "many");
        String body = "{\"junk\":\"" + "x".repeat(700_000) + "\",\"e\":\"x\"}";
        java.util.List<Issue> issues = Compiled.issues(type, body);
        assertEquals(5, issues.size());
        int size = 0;
        for (Issue issue : issues) {
            size += Json.bytes(issue::write).length;
        }
        assertTrue(size > 700_000 && size < 1_100_000, "size " + size);
        assertEquals("\"x\"", issues.get(4).input().toString());
    }

    @Test
    void typesSayWhatTheyAre() {
        assertTrue(type("optional").nullable());
        assertTrue(type("any").nullable());
        assertTrue(type("union").nullable());
        assertTrue(!type("integer").nullable());
        assertTrue(type("point").immutable());
        assertTrue(type("optional").immutable());
        assertTrue(!type("list").immutable());
        assertTrue(!type("holder").immutable());
        assertTrue(!type("array").immutable());
        assertTrue(!type("any").immutable());
        assertTrue(type("any").containsBlobs());
        assertTrue(!type("holder").containsBlobs());
    }
}
