package org.labthings.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.labthings.api.Constraints;
import org.labthings.api.NumericArray;
import org.labthings.schema.sample.Colour;
import org.labthings.schema.sample.Level;
import org.labthings.schema.sample.Pair;
import org.labthings.schema.sample.Point;
import org.labthings.schema.sample.Region;

/** LabThings specification 1.21; each value as its own type, and as any. */
class EncodingTest {
    private static final DataType ANY = Compiled.of(Object.class);

    private static void assertEncoded(String expected, Class<?> type, Object value)
            throws IOException {
        assertEquals(expected, Compiled.encode(Compiled.of(type), value));
        assertEquals(expected, Compiled.encode(ANY, value));
    }

    @Test
    void numbers() throws IOException {
        assertEncoded("5", int.class, 5);
        assertEncoded("1180591620717411303424", BigInteger.class, BigInteger.ONE.shiftLeft(70));
        assertEncoded("5.0", double.class, 5.0);
        assertEncoded("0.1", double.class, 0.1);
        assertEncoded("0.1", float.class, 0.1f);
        assertEncoded("1.0E22", double.class, 1e22);
        assertEncoded("null", double.class, Double.NaN);
        assertEncoded("null", double.class, Double.NEGATIVE_INFINITY);
        assertEncoded("null", float.class, Float.POSITIVE_INFINITY);
        assertEncoded("\"1.50\"", BigDecimal.class, new BigDecimal("1.50"));
        assertEncoded("7", long.class, 7L);
        assertEncoded("[1.0,null]", double[].class, new double[] {1, Double.NaN});
        assertEncoded("[1,2]", int[].class, new int[] {1, 2});
        assertEncoded("[[1.0],[]]", double[][].class, new double[][] {{1}, {}});
    }

    @Test
    void textsAndTheLike() throws IOException {
        assertEncoded(
                "\"q\\\"\\\\\\n\u00e9\u20ac\ud83d\ude00\"",
                String.class,
                "q\"\\\n\u00e9\u20ac\ud83d\ude00");
        assertEncoded("true", boolean.class, true);
        assertEncoded("null", Void.class, null);
        assertEncoded("\"green\"", Colour.class, Colour.GREEN);
        assertEncoded("2", Level.class, Level.HIGH);
        assertEncoded("\"00000000-0000-0000-0000-00000000000a\"", UUID.class, new UUID(0, 10));
        assertEncoded("\"a/b\"", Path.class, Path.of("a", "b"));
        assertEncoded("\"http://a/?q\"", URI.class, URI.create("http://a/?q"));
        assertEncoded("\"\u00e9\"", byte[].class, new byte[] {(byte) 0xc3, (byte) 0xa9});
    }

    @Test
    void times() throws IOException {
        LocalDateTime local = LocalDateTime.of(2024, 1, 2, 3, 4, 5);
        assertEncoded("\"2024-01-02T03:04:05\"", LocalDateTime.class, local);
        assertEncoded(
                "\"2024-01-02T03:04:05.000678\"", LocalDateTime.class, local.withNano(678_999));
        assertEncoded("\"2024-01-02T03:04:00\"", LocalDateTime.class, local.withSecond(0));
        assertEncoded(
                "\"2024-01-02T03:04:05Z\"", OffsetDateTime.class, local.atOffset(ZoneOffset.UTC));
        assertEncoded(
                "\"2024-01-02T03:04:05+01:00\"",
                ZonedDateTime.class,
                local.atZone(ZoneId.of("Europe/Berlin")));
        assertEncoded("\"1970-01-01T00:00:00Z\"", Instant.class, Instant.EPOCH);
        assertEncoded("\"2024-01-02\"", LocalDate.class, LocalDate.of(2024, 1, 2));
        assertEncoded("\"03:04:00\"", LocalTime.class, LocalTime.of(3, 4));
        assertEncoded("\"PT1M30S\"", Duration.class, Duration.ofSeconds(90));
        assertEncoded("\"-PT0.5S\"", Duration.class, Duration.ofMillis(-500));
        assertEncoded(
                "\"P1Y35DT0.00001S\"", Duration.class, Duration.ofDays(400).plusNanos(10_999));
        assertEncoded("\"PT0S\"", Duration.class, Duration.ofNanos(1));
    }

    @Test
    void modelsHaveAllMembers() throws IOException {
        Region region =
                new Region(
                        "r",
                        new Point(1, 2),
                        List.of(Colour.RED),
                        Optional.empty(),
                        Map.of("k", 1));
        assertEncoded(
                "{\"name\":\"r\",\"corner\":{\"x\":1.0,\"y\":2.0},\"colours\":[\"red\"],"
                        + "\"tag\":null,\"meta\":{\"k\":1}}",
                Region.class,
                region);
        assertEncoded("[1,\"a\"]", Pair.class, new Pair(1, "a"));
    }

    @Test
    void numericArrays() throws IOException {
        assertEncoded(
                "[[0,1,2],[3,4,5]]",
                NumericArray.class,
                NumericArray.ofIntegers(new int[] {2, 3}, 0, 1, 2, 3, 4, 5));
        assertEncoded(
                "[1.0,null]", NumericArray.class, NumericArray.of(new int[] {2}, 1, Double.NaN));
        assertEncoded("2.5", NumericArray.class, NumericArray.of(new int[0], 2.5));
        assertEncoded("[[],[]]", NumericArray.class, NumericArray.of(new int[] {2, 0}));
    }

    @Test
    void anyContents() throws IOException {
        Map<Object, Object> map = new LinkedHashMap<>();
        map.put(1, List.of(1, 2.0));
        map.put(true, Optional.of(new Point(0, 0)));
        map.put(Level.LOW, Arrays.asList(null, 'c', new StringBuilder("s"), Optional.empty()));
        map.put(UUID.fromString("00000000-0000-0000-0000-00000000000a"), new Object[] {"x"});
        assertEquals(
                "{\"1\":[1,2.0],\"true\":{\"x\":0.0,\"y\":0.0},"
                        + "\"1\":[null,\"c\",\"s\",null],"
                        + "\"00000000-0000-0000-0000-00000000000a\":[\"x\"]}",
                Compiled.encode(ANY, map));
    }

    @Test
    void whatHasNoJsonFormIsNamed() {
        assertUnencodable("java.lang.Thread", new Thread());
        assertUnencodable("java.lang.Thread", List.of(Map.of("a", new Thread())));
        assertUnencodable("not UTF-8", new byte[] {(byte) 0xff});
        List<Object> cycle = new ArrayList<>();
        cycle.add(cycle);
        assertUnencodable("contain itself", cycle);
        UnencodableException e =
                assertThrows(
                        UnencodableException.class,
                        () -> Compiled.encode(Compiled.of(byte[].class), new byte[] {(byte) 0xff}));
        assertTrue(e.getMessage().contains("Blob"), e.getMessage());
    }

    private static void assertUnencodable(String part, Object value) {
        UnencodableException e =
                assertThrows(UnencodableException.class, () -> Compiled.encode(ANY, value));
        assertTrue(e.getMessage().contains(part), e.getMessage());
    }

    @Test
    void jsonBecomesFreshMutableCollections() {
        Object any = Compiled.decode(ANY, "{\"a\":[1,1.0,true,null,\"s\",1180591620717411303424]}");
        assertEquals(LinkedHashMap.class, any.getClass());
        Object list = ((Map<?, ?>) any).get("a");
        assertEquals(ArrayList.class, list.getClass());
        assertEquals(Arrays.asList(1L, 1.0, true, null, "s", BigInteger.ONE.shiftLeft(70)), list);
    }

    /** As the recordings have it: an array may be a text, and comes back as that text. */
    @Test
    void anArrayMayBeAText() throws Exception {
        DataType type = new TypeCompiler().compile(NumericArray.class, null, Constraints.NONE);
        Decoding run = new Decoding(null, "body");
        Object value = type.decode(Json.MAPPER.readTree("\"x\""), run);
        run.throwIfFailed();
        byte[] json = Json.bytes(out -> type.encode(value, out, null));
        assertEquals("\"x\"", new String(json, StandardCharsets.UTF_8));
        assertThrows(IllegalArgumentException.class, ((NumericArray) value)::data);
    }
}
