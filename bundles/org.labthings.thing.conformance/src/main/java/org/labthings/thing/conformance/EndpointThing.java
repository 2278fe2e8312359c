package org.labthings.thing.conformance;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.labthings.api.Default;
import org.labthings.api.Doc;
import org.labthings.api.Endpoint;
import org.labthings.api.EndpointResponse;
import org.labthings.api.HttpError;
import org.labthings.api.Thing;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

@Doc("Custom endpoints.")
@Component(
        service = Thing.class,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = Thing.CLASS + "=things:EndpointThing")
public class EndpointThing implements Thing {
    @Doc("A plain endpoint.")
    @Endpoint
    public String plain() {
        return "example string";
    }

    @Doc("An endpoint with a path and a query")
    @Endpoint("nested/path/{n}")
    public Map<String, Object> withPath(BigInteger n, @Default("\"x\"") String q) {
        Map<String, Object> both = new LinkedHashMap<>();
        both.put("n", n);
        both.put("q", q);
        return both;
    }

    @Endpoint(method = "POST", value = "submit", status = 202)
    public Point submit(Point point) {
        return new Point(point.x() + 1, point.y());
    }

    @Endpoint(method = "PUT")
    public BigInteger putIt(List<BigInteger> value) {
        return value.stream().reduce(BigInteger.ZERO, BigInteger::add);
    }

    @Endpoint(method = "DELETE")
    public void deleteIt() {}

    @Endpoint(contentType = "text/plain")
    public String text() {
        return "some text";
    }

    @Endpoint
    public EndpointResponse download() {
        return EndpointResponse.bytes(new byte[] {1, 2}, "application/x-bin")
                .withHeader("X-Extra", "1");
    }

    @Endpoint
    public String fails() {
        throw new RuntimeError("endpoint failure");
    }

    @Endpoint
    public String httpError() {
        throw new HttpError(418, "teapot");
    }

    @Endpoint
    public Map<String, Object> asyncEp() {
        return Map.of("async", true);
    }
}
