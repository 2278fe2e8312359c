package org.labthings.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Past;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.reflect.Field;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.labthings.api.Blob;
import org.labthings.api.Constraints;
import org.labthings.api.Default;
import org.labthings.api.Finite;
import org.labthings.api.Literal;
import org.labthings.api.MediaType;
import org.labthings.api.MultipleOf;
import org.labthings.api.Name;
import org.labthings.api.Union;
import org.labthings.api.UnservableThingError;
import org.labthings.api.WireValue;
import org.labthings.schema.sample.Point;

/** What cannot be served is refused when it is compiled, with the reason. */
class UnservableTest {
    enum Doubled implements WireValue {
        A,
        B;

        @Override
        public Object wireValue() {
            return "same";
        }
    }

    enum Floating implements WireValue {
        A;

        @Override
        public Object wireValue() {
            return 1.5;
        }
    }

    enum Empty {}

    record BadDefault(@Default("\"x\"") int size) {}

    record Clash(int a, @Name("a") int b) {}

    record BadPart(List<Thread> threads) {}

    record Endless(@Default("{}") Endless again) {}

    @SuppressWarnings("unused")
    static class Types {
        @Min(0)
        String minOfString;

        @Size(min = 1)
        int sizeOfInt;

        @Pattern(regexp = "a")
        List<String> patternOfList;

        @Finite int finiteInt;

        @MultipleOf("2")
        boolean multipleBool;

        @Min(0)
        Point minOfModel;

        List<@Min(0) String> inside;

        @Min(0)
        Optional<String> minOfOptional;

        @Past java.time.Instant past;

        @Pattern(regexp = "(")
        String pattern;

        @MultipleOf("0")
        int zero;

        @MultipleOf("x")
        int noNumber;

        @DecimalMin("x")
        double noDecimal;

        @Size(min = -1)
        String negative;

        @Min(0)
        @Union({String.class, Boolean.class})
        Object limitedUnion;

        @Union(Void.class)
        Object emptyUnion;

        @Union({Integer.class, String.class})
        Integer narrowUnion;

        Map<Point, String> modelKeys;
        Map<List<String>, String> listKeys;

        @Literal({})
        Object emptyLiteral;

        @Literal("a")
        Object literalNoJson;

        @Literal("[1]")
        Object literalList;

        @Literal("\"a\"")
        int literalType;

        @Min(1)
        @Literal("1")
        int limitedLiteral;

        @SuppressWarnings("rawtypes")
        Optional rawOptional;

        @MediaType("image")
        Blob media;

        Thread thread;
        Deque<String> deque;
        TreeMap<String, String> tree;
        char character;
        Doubled doubled;
        Floating floating;
        Empty empty;
        BadDefault badDefault;
        Clash clash;
        BadPart badPart;
        Endless endless;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "minOfString | minimum (ge) does not apply to String",
                "sizeOfInt | minimum length does not apply to int",
                "patternOfList | pattern does not apply to List",
                "finiteInt | finite (allow_inf_nan) does not apply to int",
                "multipleBool | multiple of does not apply to boolean",
                "minOfModel | minimum (ge) does not apply to Point",
                "inside | minimum (ge) does not apply to String",
                "minOfOptional | minimum (ge) does not apply to String",
                "past | @Past is not enforced",
                "pattern | '(' is no regular expression",
                "zero | must be above 0",
                "noNumber | 'x'",
                "noDecimal | 'x'",
                "negative | must not be negative",
                "limitedUnion | any alternative",
                "emptyUnion | beside Void",
                "emptyLiteral | @Literal needs",
                "narrowUnion | a String is no Integer",
                "modelKeys | Point cannot be the key of a map",
                "listKeys | cannot be the key of a map",
                "literalNoJson | @Literal: the text 'a' is not JSON",
                "literalList | scalars only",
                "literalType | is no int",
                "limitedLiteral | does not apply to a @Literal",
                "rawOptional | type argument",
                "media | 'image' is not a media type",
                "thread | java.lang.Thread has no Data Schema",
                "deque | java.util.Deque has no Data Schema",
                "tree | java.util.TreeMap has no Data Schema",
                "character | char has no Data Schema",
                "doubled | different wire values",
                "floating | must be a string, integer or boolean",
                "empty | Empty must have",
                "badDefault | BadDefault.size: the default \"x\" does not fit",
                "clash | two components named 'a'",
                "badPart | BadPart.threads: Type java.lang.Thread",
                "endless | contains such a record"
            })
    void isRefusedWithTheReason(String name, String reason) {
        UnservableThingError e =
                assertThrows(UnservableThingError.class, () -> Compiled.field(Types.class, name));
        assertTrue(e.getMessage().contains(reason), e.getMessage());
    }

    @Test
    void extraConstraintsAreCheckedAsWell() throws Exception {
        Field field = Types.class.getDeclaredField("thread");
        Constraints range = Constraints.NONE.withMinimum(1).withMaximum(2);
        DataType type = new TypeCompiler().compile(int.class, field, range);
        assertEquals(
                "{\"type\":\"integer\",\"minimum\":1,\"maximum\":2}", type.schema().toString());
        assertThrows(
                UnservableThingError.class,
                () -> new TypeCompiler().compile(String.class, field, range));
    }
}
