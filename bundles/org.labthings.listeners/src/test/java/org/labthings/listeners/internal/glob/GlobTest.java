package org.labthings.listeners.internal.glob;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.labthings.listeners.Glob;

class GlobTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "*.csv a.csv true",
                "*.csv a/b.csv false",
                "*.csv .csv false",
                "*.csv a.csvx false",
                "** a/b/c true",
                "** .a false",
                "** a/.b/c false",
                "**/*.csv a.csv true",
                "**/*.csv a/b/c.csv true",
                "**/*.csv a/.b/c.csv false",
                "a/** a/b/c true",
                "a/**/c a/c true",
                "a/**/c a/b/b/c true",
                "a**c abc true",
                "a**c a/c false",
                "a?c abc true",
                "a?c a/c false",
                "?a .a false",
                "[a-c]x bx true",
                "[a-c]x dx false",
                "[!a-c]x dx true",
                "[!a]x .x false",
                "[]]x ]x true",
                "[x [x true",
                "\\*x *x true",
                "\\*x ax false",
                "@(a|b).txt a.txt true",
                "@(a|b).txt ab.txt false",
                "?(a)b b true",
                "?(a)b aab false",
                "+(a|b)c abac true",
                "+(a|b)c c false",
                "*(a|b)c c true",
                "*(ab)c ababc true",
                "!(a) b true",
                "!(a) a false",
                "!(a) ab true",
                "!(a) .b false",
                "!(*.tmp) x.tmp false",
                "!(*.tmp).x y.x true",
                "a!(b)c ac true",
                "a!(b)c abc false",
                "a!(b)c abbc true",
                "@(+(a)|b)c aac true",
                "!x y true",
                "!x x false",
                "!*.csv a.csv false",
                "!*.csv a.txt true",
                "** ä/ö true"
            })
    void fits(String pattern, String name, boolean fits) {
        assertEquals(fits, Glob.of(pattern).matches(name), pattern + " " + name);
    }

    @ParameterizedTest
    @CsvSource({
        "x.html, true",
        "a/x.html, true",
        ".x.html, false",
        "a/.x.html, false",
        ".a/x.html, false",
        "x.html.tmp, false",
        "x.html~, false",
        "a/x.tmp, false",
        "x.tmp.html, true"
    })
    void whatIsVisible(String name, boolean visible) {
        assertEquals(visible, Glob.VISIBLE.matches(name));
    }

    @Test
    void anyOfSeveral() {
        Glob glob = Glob.of("*.csv", "*.txt");
        assertEquals(true, glob.matches("a.txt"));
        assertEquals(false, glob.matches("a.tif"));
        assertEquals("[*.csv, *.txt]", glob.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"@(a", "a)", "a\\", "!(a|b"})
    void whatIsMalformedIsRefused(String pattern) {
        assertThrows(IllegalArgumentException.class, () -> Glob.of(pattern));
    }

    @Test
    void noPatternTakesForever() {
        String name = "a".repeat(300) + "b";
        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> {
                    assertFalse(Glob.of("*(*(a)*(a))*a*a*a*a*a*a*a*ac").matches(name));
                    assertFalse(Glob.of("!(!(*a)a)a*a*a+(a|aa)c").matches(name));
                });
    }
}
