package org.labthings.schema.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.labthings.schema.BlobLinks;
import org.labthings.schema.Decoding;
import org.labthings.schema.Decoding.Fit;
import org.labthings.schema.Issue;

/**
 * One of several types, perhaps null. The alternative that fits best wins: among models the one
 * that is given most members, else the one with the least coercion, else the first.
 */
final class UnionType extends ValueType {
    private final List<ValueType> alternatives;
    private final boolean nullable;

    UnionType(List<ValueType> alternatives, boolean nullable) {
        this.alternatives = List.copyOf(alternatives);
        this.nullable = nullable || this.alternatives.stream().anyMatch(ValueType::nullable);
    }

    @Override
    boolean accepts(Object value) {
        return value == null ? nullable : alternative(value) != null;
    }

    private ValueType alternative(Object value) {
        for (ValueType t : alternatives) {
            if (t.accepts(value)) {
                return t;
            }
        }
        return null;
    }

    @Override
    Object convert(Object value, Decoding run) {
        return accepts(value) ? value : best(run, null, (type, fork) -> type.convert(value, fork));
    }

    @Override
    public Object decode(JsonNode json, Decoding run) {
        if (nullable && (json == null || json.isNull())) {
            return null;
        }
        return best(run, json, (type, fork) -> type.decode(json, fork));
    }

    private Object best(
            Decoding run, JsonNode input, BiFunction<ValueType, Decoding, Object> attempt) {
        boolean labelled = alternatives.size() > 1;
        List<Issue> issues = new ArrayList<>();
        Decoding bestRun = null;
        Object bestValue = null;
        for (ValueType type : alternatives) {
            if (!run.attempt()) {
                return refuse(
                        run, "union_error", "Too many alternatives at too many levels", input);
            }
            Decoding fork = run.fork();
            if (labelled) {
                fork.enter(type.label());
            }
            Object value = attempt.apply(type, fork);
            if (labelled) {
                fork.leave();
            }
            if (fork.count() > 0) {
                issues.addAll(fork.issues());
            } else if (bestRun == null || better(fork, bestRun)) {
                bestRun = fork;
                bestValue = value;
            }
            if (bestRun == fork && fork.fit() == Fit.EXACT && fork.given() < 0) {
                break;
            }
        }
        if (bestRun == null) {
            run.addAll(issues);
            return null;
        }
        run.fits(bestRun.fit());
        if (bestRun.given() >= 0) {
            run.given(bestRun.given());
        }
        return bestValue;
    }

    private static boolean better(Decoding run, Decoding than) {
        if (run.given() >= 0 && than.given() >= 0 && run.given() != than.given()) {
            return run.given() > than.given();
        }
        return run.fit().compareTo(than.fit()) > 0;
    }

    @Override
    boolean acceptsEmptyObject() {
        return alternatives.stream().anyMatch(ValueType::acceptsEmptyObject);
    }

    @Override
    boolean onlyEmptyObject() {
        return alternatives.stream().allMatch(ValueType::onlyEmptyObject);
    }

    @Override
    String label() {
        String union =
                alternatives.size() == 1
                        ? alternatives.get(0).label()
                        : alternatives.stream()
                                .map(ValueType::label)
                                .collect(Collectors.joining(",", "union[", "]"));
        return nullable ? "nullable[" + union + "]" : union;
    }

    @Override
    public boolean nullable() {
        return nullable;
    }

    @Override
    public boolean immutable() {
        return alternatives.stream().allMatch(ValueType::immutable);
    }

    @Override
    public boolean containsBlobs() {
        return alternatives.stream().anyMatch(ValueType::containsBlobs);
    }

    @Override
    public ObjectNode schema() {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        ArrayNode oneOf = out.putArray("oneOf");
        alternatives.forEach(t -> oneOf.add(t.schema()));
        if (nullable) {
            oneOf.addObject().put("type", "null");
        }
        return out;
    }

    @Override
    String key(Object value) {
        return alternative(value).key(value);
    }

    @Override
    public void encode(Object value, JsonGenerator out, BlobLinks links) throws IOException {
        ValueType type = value == null ? null : alternative(value);
        if (type != null) {
            type.encode(value, out, links);
        } else {
            AnyEncoder.write(value, out, links);
        }
    }
}
