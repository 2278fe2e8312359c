package org.labthings.thing.scpi.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScpiTextTest {
    @Test
    void numbersOfAllKinds() {
        assertEquals(1.5, ScpiText.number("+1.50000000E+00"));
        assertEquals(-0.25, ScpiText.number(" -.25"));
        assertEquals(3, ScpiText.number("3"));
        assertEquals(3, ScpiText.number("3."));
        assertEquals(12.5, ScpiText.number("12.5 V"));
        assertEquals(31, ScpiText.number("#H1F"));
        assertEquals(5, ScpiText.number("#B101"));
        assertEquals(Double.POSITIVE_INFINITY, ScpiText.number("9.9E37"));
        assertEquals(Double.NEGATIVE_INFINITY, ScpiText.number("-9.90000000E+37"));
        assertTrue(Double.isNaN(ScpiText.number("9.91E37")));
        for (String none : List.of("", "E5", "1,2", "1.2.3", "NaN", "0x10", "--1")) {
            assertThrows(IllegalArgumentException.class, () -> ScpiText.number(none), none);
        }
    }

    @Test
    void integersBooleansAndText() {
        assertEquals(100, ScpiText.integer("+1.00E+02"));
        assertThrows(IllegalArgumentException.class, () -> ScpiText.integer("1.5"));
        assertThrows(IllegalArgumentException.class, () -> ScpiText.integer("9.9E37"));
        assertTrue(ScpiText.bool("1"));
        assertTrue(ScpiText.bool("on"));
        assertFalse(ScpiText.bool("+0"));
        assertThrows(IllegalArgumentException.class, () -> ScpiText.bool("2"));
        assertEquals("a \"b\" c", ScpiText.string("\"a \"\"b\"\" c\""));
        assertEquals("it's", ScpiText.string("'it''s'"));
        assertEquals("VOLT", ScpiText.string(" VOLT "));
        assertEquals(List.of(1.0, -2.0), ScpiText.numbers("+1E0,-2"));
        assertEquals(List.of(), ScpiText.numbers(" "));
    }

    @Test
    void whatIsSentReadsBackAsItWas() {
        for (double v : new double[] {0, 1, -3, 0.1, 1e-9, 123456.75, 1e20}) {
            assertEquals(v, ScpiText.number(ScpiText.format(v)));
        }
        assertThrows(IllegalArgumentException.class, () -> ScpiText.format(Double.NaN));
        assertEquals("say \"hi\"", ScpiText.string(ScpiText.quoted("say \"hi\"")));
        assertThrows(IllegalArgumentException.class, () -> ScpiText.quoted("a\nb"));
    }
}
