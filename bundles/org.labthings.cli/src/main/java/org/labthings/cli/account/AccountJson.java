package org.labthings.cli.account;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.labthings.security.Role;
import org.labthings.security.store.Token;
import org.labthings.security.store.User;

/** Accounts for programs: never with a hash or digest. */
final class AccountJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private AccountJson() {}

    static String users(List<User> users) {
        ArrayNode all = NODES.arrayNode();
        for (User user : users) {
            all.add(
                    one(user.name(), user.role())
                            .put("created", user.created().toString())
                            .put("generated", user.generated()));
        }
        return all.toPrettyString();
    }

    static String tokens(List<Token> tokens) {
        ArrayNode all = NODES.arrayNode();
        for (Token token : tokens) {
            all.add(
                    one(token.name(), token.role())
                            .put("created", token.created().toString())
                            .put("expires", text(token.expires())));
        }
        return all.toPrettyString();
    }

    static String created(String name, Role role, Instant expires, String secret) {
        return one(name, role).put("expires", text(expires)).put("token", secret).toPrettyString();
    }

    private static ObjectNode one(String name, Role role) {
        return NODES.objectNode().put("name", name).put("role", role.word());
    }

    private static String text(Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
