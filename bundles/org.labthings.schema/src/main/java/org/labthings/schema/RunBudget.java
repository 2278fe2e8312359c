package org.labthings.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * What one run of validation may cost, forks included. Each member that is missing is reported with
 * the whole object: without a bound, an answer could be many times the size of its request. Each
 * alternative of a union is tried: where models nest through unions, that doubles at every level.
 */
final class RunBudget {
    private static final JsonNode OMITTED = TextNode.valueOf("(too large to be repeated here)");

    private int left = 1 << 20;
    private int attempts = 2_000_000;

    /** Takes one more alternative; false when there were enough. */
    boolean attempt() {
        return --attempts >= 0;
    }

    /** The input, or a note in its place when there is no room for it. */
    JsonNode echo(JsonNode input) {
        if (input == null) {
            return NullNode.getInstance();
        }
        int after = left - size(input, left);
        if (after < 0) {
            left /= 2; // so that measuring what does not fit stays cheap as well
            return OMITTED;
        }
        left = after;
        return input;
    }

    /** Characters of a tree, roughly; counting stops once they are more than allowed. */
    private static int size(JsonNode node, int most) {
        if (node.isTextual()) {
            return node.textValue().length() + 2;
        }
        int sum = node.isBigInteger() ? node.bigIntegerValue().bitLength() / 3 : 8;
        if (node.isObject()) {
            for (var member : node.properties()) {
                sum += member.getKey().length() + 3;
                if (sum <= most) {
                    sum += size(member.getValue(), most - sum);
                }
                if (sum > most) {
                    break;
                }
            }
        } else if (node.isArray()) {
            for (JsonNode element : node) {
                sum += size(element, most - sum);
                if (sum > most) {
                    break;
                }
            }
        }
        return sum;
    }
}
