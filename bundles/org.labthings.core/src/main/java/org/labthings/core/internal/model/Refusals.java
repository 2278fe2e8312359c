package org.labthings.core.internal.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.labthings.api.RefusedInputError;
import org.labthings.schema.Issue;
import org.labthings.schema.Json;
import org.labthings.schema.ValidationException;

/** What a driver refuses, as the platform refuses what does not fit. */
final class Refusals {
    private Refusals() {}

    static ValidationException of(RefusedInputError refused) {
        List<Issue> issues = new ArrayList<>();
        for (Map<String, Object> entry : refused.entries()) {
            JsonNode e = Json.MAPPER.valueToTree(entry);
            List<Object> loc = new ArrayList<>();
            e.path("loc").forEach(part -> loc.add(part.isInt() ? part.intValue() : part.asText()));
            issues.add(
                    new Issue(
                            e.path("type").asText("value_error"),
                            loc,
                            e.path("msg").asText(refused.getMessage()),
                            e.get("input"),
                            e.get("ctx") instanceof ObjectNode ctx ? ctx : null));
        }
        return new ValidationException(issues);
    }
}
