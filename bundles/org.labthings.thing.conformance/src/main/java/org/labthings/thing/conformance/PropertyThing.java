package org.labthings.thing.conformance;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Min;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.labthings.api.Action;
import org.labthings.api.DataProperty;
import org.labthings.api.Default;
import org.labthings.api.Doc;
import org.labthings.api.HttpError;
import org.labthings.api.Literal;
import org.labthings.api.NumericArray;
import org.labthings.api.Property;
import org.labthings.api.Resetter;
import org.labthings.api.Thing;
import org.labthings.api.ThingType;
import org.labthings.api.Tuple;
import org.labthings.api.Union;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

// Integers are as big as Python's: BigInteger wherever no limit keeps them small.
@Doc(
        """
        A Thing with every kind of property.

        The second paragraph of the docstring.
        """)
@ThingType(title = "Property Thing")
@Component(
        service = Thing.class,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = Thing.CLASS + "=things:PropertyThing")
@Designate(ocd = PropertyThing.Config.class, factory = true)
public class PropertyThing implements Thing {
    @ObjectClassDefinition(description = "A Thing with every kind of property")
    public @interface Config {
        @AttributeDefinition(description = "What funcprop starts with")
        int start() default 0;
    }

    @Doc("An integer.")
    public final DataProperty<BigInteger> intprop = DataProperty.of(BigInteger.ZERO);

    @Doc(
            """
            A float.

            With a longer *description* on
            several lines.
            """)
    public final DataProperty<Double> floatprop = DataProperty.of(1.5);

    public final DataProperty<String> strprop = DataProperty.of("hello");
    public final DataProperty<Boolean> boolprop = DataProperty.of(false);

    @Doc("A list of integers, made by a default factory.")
    public final DataProperty<List<BigInteger>> listprop =
            DataProperty.from(() -> integers(1, 2, 3));

    public final DataProperty<List<String>> strlistprop = DataProperty.of(List.of());
    public final DataProperty<Map<String, Double>> dictprop = DataProperty.of(Map.of());
    public final DataProperty<Map<String, Object>> anydict = DataProperty.of(Map.of());
    public final DataProperty<Object> anyprop = DataProperty.of(null);
    public final DataProperty<NumberedText> tupleprop =
            DataProperty.of(new NumberedText(BigInteger.ONE, "a"));
    public final DataProperty<@Tuple List<BigInteger>> vartuple = DataProperty.of(integers(1, 2));

    @Doc("A nested model.")
    public final DataProperty<Region> modelprop = DataProperty.of(Region.named("r"));

    public final DataProperty<List<Point>> modellist = DataProperty.of(List.of(new Point(1, 0)));
    public final DataProperty<Map<String, Point>> modeldict = DataProperty.of(Map.of());
    public final DataProperty<Colour> enumprop = DataProperty.of(Colour.RED);
    public final DataProperty<Level> intenumprop = DataProperty.of(Level.LOW);
    public final DataProperty<@Literal({"\"a\"", "\"b\"", "3"}) Object> literalprop =
            DataProperty.of("a");
    public final DataProperty<Optional<BigInteger>> optprop = DataProperty.of(Optional.empty());
    public final DataProperty<@Union({BigInteger.class, String.class}) Object> unionprop =
            DataProperty.of(BigInteger.ONE);
    public final DataProperty<List<@Union({BigInteger.class, String.class, Void.class}) Object>>
            nestedunion = DataProperty.of(List.of());
    public final DataProperty<Optional<Point>> optmodel = DataProperty.of(Optional.empty());
    public final DataProperty<UUID> uuidprop = DataProperty.of(new UUID(0, 1));
    public final DataProperty<Temporal> datetimeprop =
            DataProperty.of(LocalDateTime.of(2024, 1, 2, 3, 4, 5));
    public final DataProperty<Duration> timedeltaprop = DataProperty.of(Duration.ofSeconds(90));

    public final DataProperty<Integer> cGeLe = DataProperty.of(5).range(0, 10);
    public final DataProperty<Double> cGtLt = DataProperty.of(0.5).above(0).below(1);
    public final DataProperty<BigInteger> cMultiple =
            DataProperty.of(BigInteger.valueOf(4)).multipleOf(2);
    public final DataProperty<Double> cFmultiple = DataProperty.of(0.5).multipleOf(0.25);
    public final DataProperty<Double> cNoinf = DataProperty.of(0.0).finite();
    public final DataProperty<String> cLength = DataProperty.of("abc").length(2, 5);
    public final DataProperty<List<BigInteger>> cListlen =
            DataProperty.of(integers(1)).length(1, 3);
    public final DataProperty<String> cPattern = DataProperty.of("ab12").pattern("^[a-z]+[0-9]+$");
    public final DataProperty<Optional<BigInteger>> cOpt =
            DataProperty.of(Optional.<BigInteger>empty()).min(0);

    // A description without a title of its own: the title is the member's name.
    @Doc("c_annotated\n\nannotated description")
    public final DataProperty<@Min(1) BigInteger> cAnnotated = DataProperty.of(BigInteger.ONE);

    public final DataProperty<BigInteger> readonlyprop =
            DataProperty.of(BigInteger.valueOf(42)).readOnly();

    private volatile BigInteger func;
    private volatile int noReset = 1;
    private volatile int constrained = 3;
    private volatile Region model = Region.named("functional");
    private volatile BigInteger resettable = BigInteger.valueOf(7);
    private volatile NumericArray array =
            NumericArray.ofIntegers(new int[] {2, 3}, 0, 1, 2, 3, 4, 5);

    @Activate
    public PropertyThing(Config config) {
        func = BigInteger.valueOf(config.start());
    }

    private static List<BigInteger> integers(long... values) {
        return Arrays.stream(values).mapToObj(BigInteger::valueOf).toList();
    }

    @Doc("A functional property.\n\nIt has a setter and a default.")
    @Property(defaultValue = "11")
    public BigInteger funcprop() {
        return func;
    }

    public void funcprop(BigInteger value) {
        func = value;
    }

    @Doc("A numpy array, through a functional property")
    @Property
    public NumericArray funcArray() {
        return array;
    }

    public void funcArray(NumericArray value) {
        array = value;
    }

    @Doc("A functional read-only property")
    @Property
    public String funcRo() {
        return "value " + func;
    }

    @Property(readOnly = true)
    public int funcSetButRo() {
        return noReset;
    }

    public void funcSetButRo(int value) {
        noReset = value;
    }

    @Property
    @Min(0)
    @DecimalMax(value = "100", inclusive = false)
    public int funcConstrained() {
        return constrained;
    }

    public void funcConstrained(int value) {
        constrained = value;
    }

    @Property
    public Region funcModel() {
        return model;
    }

    public void funcModel(Region value) {
        model = value;
    }

    @Property
    public BigInteger funcResetter() {
        return resettable;
    }

    public void funcResetter(BigInteger value) {
        if (value.equals(BigInteger.valueOf(13))) {
            throw new ValueError("thirteen is unlucky");
        }
        resettable = value;
    }

    @Resetter("funcResetter")
    public void resetFuncResetter() {
        resettable = BigInteger.valueOf(7);
    }

    @Property
    public int brokenGet() {
        throw new RuntimeError("This is a broken property");
    }

    @Property(type = Integer.class)
    public Object wrongType() {
        return "not an int";
    }

    @Property
    public int valueError() {
        throw new ValueError("value error from getter");
    }

    @Property
    public int keyError() {
        throw new KeyError("k");
    }

    @Property
    public int httpExc() {
        throw new HttpError(418, "teapot");
    }

    @Property
    public double slowprop() throws InterruptedException {
        Thread.sleep(200); // the point of this property: a getter may block
        return 0.2;
    }

    @Doc("Increase intprop by some amount.")
    @Action
    public BigInteger bump(@Default("1") BigInteger by) {
        return intprop.update(i -> i.add(by));
    }

    @Action
    public void setRo(BigInteger value) {
        readonlyprop.set(value);
    }

    @Doc("Sets a constrained property to a bad value from Python.")
    @Action
    public void setBad() {
        cGeLe.set(1000);
    }
}
