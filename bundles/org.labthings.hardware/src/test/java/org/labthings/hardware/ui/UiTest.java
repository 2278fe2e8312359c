package org.labthings.hardware.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UiTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plain & 1 < 2 | plain &amp; 1 &lt; 2",
                "<b>bold</b> <i>it</i><br>x | <b>bold</b> <i>it</i><br/>x",
                "<B class='x' onclick='y'>b</B> | <b>b</b>",
                "<script>alert(1)</script> | alert(1)",
                "<scr<script>ipt>alert(1)</script> | ipt&gt;alert(1)",
                "<b>open | <b>open</b>",
                "</b>closed | closed",
                "<b><i>x</b>y</i> | <b><i>x</i></b>y",
                "<!-- c -->x<!DOCTYPE y> | x",
                "&lt;b&gt; &amp; &x | &lt;b&gt; &amp; &amp;x",
                "<img src=x onerror='a>b'>t | t",
            })
    void onlySimpleHtmlSurvives(String in, String out) {
        assertEquals(out, SafeHtml.of(in));
    }

    @Test
    void linksLeadOnlyToPages() {
        String kept = " target=\"_blank\" rel=\"noopener noreferrer\">x</a>";
        assertEquals(
                "<a href=\"https://a.org/b\"" + kept,
                SafeHtml.of("<a title='t' href='https://a.org/b'>x</a>"));
        assertEquals("<a href=\"http://a.org\"" + kept, SafeHtml.of("<a href=http://a.org>x"));
        for (String bad :
                List.of(
                        "javascript:alert(1)",
                        "/path",
                        "https://a.org/?q=1",
                        "ftp://a.org",
                        "https:",
                        "https://a b")) {
            assertEquals("<a>x</a>", SafeHtml.of("<a href=\"" + bad + "\">x</a>"));
        }
    }

    @Test
    void controlCharactersVanish() {
        assertEquals("ab\nc", SafeHtml.of("a\u0000b\u001b\n\u0007c"));
    }

    @Test
    void elementsAreNamedAsOnTheWire() {
        Map<String, Object> button =
                ActionButton.of("camera", "load_sample", "Load").secondary().toJson();
        assertEquals(17, button.size());
        assertEquals("action_button", button.get("element_type"));
        assertEquals(1.0, button.get("poll_interval"));
        assertEquals("Start task?", button.get("confirmation_message"));
        assertEquals(false, button.get("button_primary"));
        assertEquals("Load", button.get("submit_label"));
        Map<String, Integer> choice = new LinkedHashMap<>();
        choice.put("4x", 4);
        choice.put("100x", 100);
        Map<String, Object> control =
                PropertyControl.of("camera", "objective", "Lens").withOptions(choice).toJson();
        assertEquals("[4x, 100x]", ((Map<?, ?>) control.get("options")).keySet().toString());
        assertNull(control.get("step"));
        assertEquals(1000, control.get("read_back_delay"));
        List<Map<String, Object>> ui =
                UiElement.toJson(
                        List.of(
                                new HeaderBlock("H", 4),
                                new TextBlock("<u>t</u>"),
                                new Accordion(
                                        "A",
                                        List.of(
                                                new Container(
                                                        "box",
                                                        List.of(
                                                                new BulletBlock(
                                                                        List.of("<p>1"))))))));
        assertEquals(Map.of("element_type", "header_block", "text", "H", "level", 4), ui.get(0));
        assertEquals("t", ui.get(1).get("text"));
        Map<?, ?> box = (Map<?, ?>) ((List<?>) ui.get(2).get("children")).get(0);
        assertEquals("box", box.get("css_class"));
        assertEquals(
                List.of(Map.of("element_type", "bullet_block", "bullets", List.of("1"))),
                box.get("children"));
        assertEquals("<b>H</b>x", new HeaderBlock("<b>H</b><script>x</script>").text());
        assertEquals(2, new HeaderBlock("H").level());
        assertThrows(IllegalArgumentException.class, () -> new HeaderBlock("H", 7));
    }
}
