package org.labthings.openflexure.internal.v2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.labthings.api.HttpError;
import org.labthings.openflexure.internal.v2.TilePath.Site;
import org.labthings.schema.Json;

class TilePathTest {
    private static final Site START = new Site(10, 20);

    @Test
    void columnsOfAGrid() {
        assertEquals(
                List.of(new Site(10, 20), new Site(10, 23), new Site(12, 20), new Site(12, 23)),
                TilePath.grid(START, 2, 3, 2, 2, false));
        assertEquals(
                List.of(new Site(10, 20), new Site(10, 23), new Site(12, 23), new Site(12, 20)),
                TilePath.grid(START, 2, 3, 2, 2, true));
    }

    @Test
    void aSpiralIsASquareWithoutGaps() {
        List<Site> sites = TilePath.spiral(START, 2, 3, 3);
        assertEquals(25, sites.size());
        assertEquals(25, new HashSet<>(sites).size());
        assertEquals(START, sites.get(0));
        for (Site site : sites) {
            assertTrue(Math.abs(site.x() - 10) <= 4 && Math.abs(site.y() - 20) <= 6);
        }
        assertEquals(9, new HashSet<>(sites.subList(0, 9)).size());
        for (Site site : sites.subList(0, 9)) {
            assertTrue(Math.abs(site.x() - 10) <= 2, "the inner square is first: " + site);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"grid\": [3, 0, 1]}| grid must be whole numbers from 1 to 10000, not 0",
                "{\"grid\": 3}| grid must be a list of three numbers, not 3",
                "{\"grid\": [1000, 1000, 1]}| at most 10000 pictures",
                "{\"style\": \"spiral\", \"grid\": [60, 1, 1]}| at most 10000 pictures",
                "{\"style\": \"zigzag\"}| style must be one of [raster, snake, spiral]",
                "{\"stride_size\": [1.5, 1, 1]}| stride_size must be whole numbers",
                "{\"autofocus_dz\": -1}| autofocus_dz must be whole numbers from 0",
            })
    void mistakesAreNamed(String body, String text) throws Exception {
        var json = Json.MAPPER.readTree(body);
        HttpError error = assertThrows(HttpError.class, () -> TileArguments.of(json));
        assertTrue(error.getMessage().contains(text), error.getMessage());
    }

    @Test
    void whatIsLeftOutIsAsItWas() throws Exception {
        TileArguments usual = TileArguments.of(Json.MAPPER.readTree("{\"grid\": [2, 3]}"));
        assertEquals("[2, 3, 1]", java.util.Arrays.toString(usual.grid()));
        assertEquals("[2000, 1500, 100]", java.util.Arrays.toString(usual.strides()));
        assertEquals("raster", usual.style());
        assertEquals(50, usual.autofocusDz());
    }
}
