package org.labthings.thing.conformance;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.labthings.api.Action;
import org.labthings.api.CatchAll;
import org.labthings.api.DataProperty;
import org.labthings.api.Default;
import org.labthings.api.Doc;
import org.labthings.api.HttpError;
import org.labthings.api.Invocation;
import org.labthings.api.InvocationCancelledError;
import org.labthings.api.InvocationError;
import org.labthings.api.InvocationThread;
import org.labthings.api.NumericArray;
import org.labthings.api.StatusCode;
import org.labthings.api.Thing;
import org.labthings.api.ThingContext;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.slf4j.Logger;

@Doc("A Thing with every kind of action.")
@Component(
        service = Thing.class,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = Thing.CLASS + "=things:ActionThing")
public class ActionThing implements Thing {
    private static final int STEPS = 20;

    public final DataProperty<Integer> progress = DataProperty.of(0).readOnly();

    private volatile Logger log;

    @Override
    public void open(ThingContext context) {
        log = context.logger();
    }

    @Action // its result type says nothing: "any"
    public Object noop() {
        return null;
    }

    @Doc("Do nothing.\n\nAt length.")
    @Action
    public void noopNone() {}

    @Doc(
            """
            Add two numbers.

            :param a: the first number
            :param b: the second number
            :return: the sum
            """)
    @Action
    public BigInteger add(BigInteger a, @Default("2") BigInteger b) {
        return a.add(b);
    }

    @Action
    public Map<String, Object> annotated(
            @Doc("how many") @Min(0) @Max(5) int n,
            @Doc("the name") @Default("\"Untitled\"") String name,
            Optional<List<String>> items) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("n", n);
        all.put("name", name);
        all.put("items", items.orElse(null));
        return all;
    }

    @Action
    public Region withModel(Region region, @Default("1.0") double scale) {
        return region.withCorner(region.corner().scaledInX(scale));
    }

    @Action
    public Point defaultModel(@Default("{\"x\": 3}") Point p) {
        return p;
    }

    @Action
    public Map<String, Object> onlyKwargs(@CatchAll Map<String, Object> kwargs) {
        return kwargs;
    }

    @Action
    public Map<String, Object> someKwargs(BigInteger a, @CatchAll Map<String, Object> kwargs) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("a", a);
        all.putAll(kwargs);
        return all;
    }

    @Action
    public Object untyped(Object a, @Default("3") Object b) {
        return Arrays.asList(a, b); // either may be null
    }

    @Action
    public String returnsStr() {
        return "a string";
    }

    @Action
    public int returnsZero() {
        return 0;
    }

    @Action
    public boolean returnsFalse() {
        return false;
    }

    @Action
    public List<Integer> returnsEmptyList() {
        return List.of();
    }

    @Action
    public Optional<Point> returnsOptional(@Default("false") boolean give) {
        return give ? Optional.of(new Point(1, 0)) : Optional.empty();
    }

    @Action
    public NumericArray returnsArray() {
        return NumericArray.of(new int[] {2, 2}, 1, 0, 0, 1);
    }

    @Action
    public NumericArray echoArray(NumericArray arr) {
        return arr.times(2);
    }

    @Action(returns = Integer.class)
    public Object returnsWrong() {
        return "wrong";
    }

    @Action
    public Colour returnsEnum() {
        return Colour.GREEN;
    }

    @Action
    public LocalDateTime returnsDatetime() {
        return LocalDateTime.of(2024, 1, 2, 3, 4, 5, 678_000);
    }

    @Action
    public double returnsNan() {
        return Double.NaN;
    }

    @Doc("Always fails.")
    @Action
    public void raises() {
        throw new RuntimeError("This is a broken action");
    }

    @Action
    public void raisesInvocationError() {
        throw new InvocationError("An anticipated problem");
    }

    private static final class MyError extends RuntimeException implements StatusCode {
        private static final long serialVersionUID = 1L;

        private MyError(String message) {
            super(message);
        }

        @Override
        public int statusCode() {
            return 422;
        }
    }

    @Action
    public void raisesCustom() {
        throw new MyError("custom message");
    }

    @Action
    public void raisesKey() {
        throw new KeyError("missing");
    }

    @Action
    public void raisesHttp() {
        throw new HttpError(404, "nope");
    }

    @Action
    public String logs() {
        log.debug("debug message");
        log.info("info message {}", 1);
        log.warn("warning message");
        log.error("error message");
        log.error("with traceback", new ArithmeticException("division by zero"));
        log.info("bad args %s");
        log.info("bad args {}", "x", "one too many");
        return "logged";
    }

    @Action
    public int manyLogs(@Default("1200") int n) {
        for (int i = 0; i < n; i++) {
            log.info("line {}", i);
        }
        return Invocation.require().log().size();
    }

    @Doc("Sleep in a way that can be cancelled.")
    @Action
    public String slow(@Default("1.0") double t) throws InterruptedException {
        for (int i = 0; i < STEPS; i++) {
            progress.set(i);
            log.info("step {}", i);
            Invocation.sleep(seconds(t / STEPS));
        }
        return "done";
    }

    @Action
    public String slowUncancellable(@Default("1.0") double t) throws InterruptedException {
        Thread.sleep(seconds(t).toMillis()); // deaf to cancel, on purpose
        return "done";
    }

    @Action
    public String slowIgnoresFirstCancel(@Default("1.0") double t) throws InterruptedException {
        try {
            Invocation.sleep(seconds(t));
        } catch (InvocationCancelledError e) {
            log.info("cancelled once, going on");
            return "survived";
        }
        return "not cancelled";
    }

    @Action(retentionTime = 1)
    public String shortLived() {
        return "gone soon";
    }

    @Action(globalLock = false)
    public String noLock() {
        return "no lock";
    }

    @Doc("Call another action as a function.")
    @Action
    public BigInteger callOther() {
        return add(BigInteger.ONE, BigInteger.TWO);
    }

    @Action
    public String inThread() throws InterruptedException {
        InvocationThread<String> child = new InvocationThread<>(ActionThing::work).start();
        child.joinAndPropagateCancel(Duration.ofMillis(50));
        return child.result();
    }

    private static String work() throws InterruptedException {
        for (int i = 0; i < 10; i++) {
            Invocation.sleep(Duration.ofMillis(50));
        }
        return "worked";
    }

    private static Duration seconds(double t) {
        return Duration.ofNanos(Math.round(t * 1e9));
    }
}
