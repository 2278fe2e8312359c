package org.labthings.hardware.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeNamesTest {
    @ParameterizedTest
    @CsvSource({
        "Scan 1, scan_1",
        "'a. .', a",
        "'...', _",
        "'', _",
        "con, con_",
        "Com1.txt, com1.txt_",
        "a/b\\c:d, a_b_c_d",
        "Größe, gr__e",
        "x-1_2.jpeg, x-1_2.jpeg"
    })
    void textsBecomeNames(String text, String name) {
        assertEquals(name, SafeNames.of(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b.c", "./a", "a/", "/var/data/x 1", "img_-1_2.jpeg"})
    void safePaths(String path) {
        assertTrue(SafeNames.isSafePath(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a//b", "a/../b", "a/./b", "..", "a.", "a;b", "x/NUL.txt", "$(x)"})
    void unsafePaths(String path) {
        assertFalse(SafeNames.isSafePath(path));
    }

    @ParameterizedTest
    @CsvSource({
        "a/b.jpeg, true",
        "..a/b.., true",
        "/a, false",
        "../a, false",
        "a/../b, false",
        "a/.., false",
        "'\\a', false",
        "'a\\..\\b', false",
        "C:x, false",
        "'', false"
    })
    void relativePathsStayWithin(String path, boolean within) {
        assertEquals(within, path.matches(DataFolder.RELATIVE));
    }
}
