package org.labthings.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.labthings.schema.sample.Documented;

class DocsTest {
    private final Docs docs = new Docs(Documented.class);

    private Documentation field(String name) throws Exception {
        return docs.field(Documented.class.getField(name));
    }

    private static Method method(String name, Class<?>... types) throws Exception {
        return Documented.class.getMethod(name, types);
    }

    private static Method add() throws Exception {
        return method("add", int.class, List.class, int[].class, Map.Entry.class);
    }

    @Test
    void aClassIsDescribedByAllOfItsText() {
        assertEquals("Heats a small block.", docs.type().title());
        assertEquals(
                "Heats a small block. And cools it; see List.size().\n\n"
                        + "Second paragraph with bold & a label, in two lines. a < b\n\n"
                        + "* one\n* two",
                docs.type().description());
    }

    @Test
    void anAnnotatedClassIsDescribedByItsUnchangedText() {
        Documentation raw = new Docs(Documented.Raw.class).type();
        assertEquals("Raw text.", raw.title());
        assertEquals("Raw text.\n\nKept as it is.\n", raw.description());
    }

    @Test
    void classesDoNotInheritDocumentation() {
        assertEquals(Documentation.NONE, new Docs(Documented.Plain.class).type());
        assertEquals(Documentation.NONE, new Docs(String.class).type());
        assertEquals("An inner enum.", new Docs(Documented.Mode.class).type().description());
    }

    @Test
    void theFirstSentenceIsTheTitle() throws Exception {
        assertEquals(
                new Documentation("How far one increment goes.", "How far one increment goes."),
                field("step"));
        assertEquals(new Documentation("Sets both.", "The rest of it."), field("both"));
        assertEquals(
                new Documentation("Read e.g.", "by clients\n\nwithout a full stop"),
                field("paragraphs"));
        assertEquals(Documentation.NONE, field("nothing"));
    }

    @Test
    void annotationsFollowTheRuleOfLabThings() throws Exception {
        assertEquals(
                new Documentation("A float.", "With a longer *description* on\nseveral lines."),
                field("annotated"));
        assertEquals(new Documentation("One line.", "One line."), field("oneLine"));
        assertEquals(
                new Documentation("First line", "First line\nsecond line\nthird line"),
                field("threeLines"));
    }

    @Test
    void membersAreFoundWhereTheyAreDeclared() throws Exception {
        assertEquals("A base field.", field("base").title());
        assertEquals("An overload.", docs.method(method("add", int.class)).title());
    }

    @Test
    void methodsInheritTheTextOfWhatTheyOverride() throws Exception {
        assertEquals(
                new Documentation("Inherited text.", "More."),
                docs.method(method("inherited", int.class)));
        assertEquals("Explicitly inherited.", docs.method(method("explicit")).title());
        assertEquals("Of the interface.", docs.method(method("face")).title());
        assertEquals(
                "how often", docs.parameter(method("inherited", int.class).getParameters()[0]));
    }

    @Test
    void blockTagsAreNoPartOfADescription() throws Exception {
        assertEquals(
                new Documentation("Adds two numbers.", "Adds two numbers."), docs.method(add()));
    }

    @Test
    void parametersAreDescribedByTagsAndAnnotations() throws Exception {
        assertEquals("the first number, on two lines", docs.parameter(add().getParameters()[0]));
        assertEquals("the second", docs.parameter(add().getParameters()[1]));
        assertNull(docs.parameter(add().getParameters()[2]));
        assertEquals("by annotation", docs.parameter(add().getParameters()[3]));
    }

    @Test
    void componentsAreDescribedByTagsAndAnnotations() {
        Docs spot = new Docs(Documented.Spot.class);
        RecordComponent[] components = Documented.Spot.class.getRecordComponents();
        assertEquals("the x coordinate", spot.component(components[0]));
        assertEquals("the real y", spot.component(components[1]));
        assertNull(spot.component(components[2]));
        assertEquals("A record. With components.", spot.type().description());
    }
}
