package org.labthings.webconsole.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import org.labthings.config.Requester;
import org.labthings.security.Role;
import org.labthings.security.store.AccountException;
import org.labthings.security.store.AccountStore;
import org.labthings.security.store.Expiry;
import org.labthings.security.store.Token;
import org.labthings.security.store.User;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the page Access can ask for. Each change is a line in the audit log, without secrets. A
 * password takes a good part of a second of a processor, so there is one at a time.
 */
final class AccountCommands {
    private static final Logger AUDIT = LoggerFactory.getLogger("labthings.audit");
    private static final String NAME = "name";
    private static final String ROLE = "role";

    private final AccountStore store;

    AccountCommands(AccountStore store) {
        this.store = store;
    }

    /** All accounts, without what is kept of their secrets. */
    ObjectNode list() throws IOException {
        Instant now = Instant.now();
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        ArrayNode users = all.putArray("users");
        for (User user : store.users()) {
            users.addObject()
                    .put(NAME, user.name())
                    .put(ROLE, user.role().word())
                    .put("generated", user.generated())
                    .put("created", user.created().toEpochMilli());
        }
        ArrayNode tokens = all.putArray("tokens");
        for (Token token : store.tokens()) {
            ObjectNode one =
                    tokens.addObject()
                            .put(NAME, token.name())
                            .put(ROLE, token.role().word())
                            .put("created", token.created().toEpochMilli())
                            .put("expired", token.isExpired(now));
            if (token.expires() != null) {
                one.put("expires", token.expires().toEpochMilli());
            }
        }
        return all;
    }

    /** Carries out a command; blocks. */
    ObjectNode run(String command, JsonNode input, Requester by) throws RefusedCommandException {
        try {
            return switch (command) {
                case "token/create" -> createToken(input, by);
                case "token/revoke" -> {
                    String name = ConsolePage.text(input, NAME);
                    store.revokeToken(name);
                    yield done("token.revoked", name, by);
                }
                case "user/add" -> addUser(input, by);
                case "user/password" -> setPassword(input, by);
                case "user/remove" -> removeUser(ConsolePage.text(input, NAME), by);
                default -> throw new RefusedCommandException(404, "No such command: " + command);
            };
        } catch (AccountException e) {
            throw new RefusedCommandException(422, e.getMessage());
        } catch (IOException e) {
            throw new RefusedCommandException(500, "Nothing has changed: " + e.getMessage());
        }
    }

    private ObjectNode createToken(JsonNode input, Requester by)
            throws RefusedCommandException, IOException {
        String name = ConsolePage.text(input, NAME);
        Role role = role(input);
        String when = input.path("expires").asText("").strip();
        Instant expires = when.isEmpty() ? null : expires(when);
        String secret = store.createToken(name, role, expires);
        return done("token.created", name + ", " + role.word(), by)
                .put("account", name)
                .put("secret", secret);
    }

    private static Instant expires(String when) throws AccountException {
        try {
            return Expiry.parse(when, Instant.now());
        } catch (AccountException e) {
            throw new AccountException("expires: " + e.getMessage());
        }
    }

    private synchronized ObjectNode addUser(JsonNode input, Requester by)
            throws RefusedCommandException, IOException {
        String name = ConsolePage.text(input, NAME);
        Role role = role(input);
        char[] password = password(input);
        try {
            store.addUser(name, role, password);
        } finally {
            Arrays.fill(password, '\0');
        }
        return done("user.added", name + ", " + role.word(), by);
    }

    private synchronized ObjectNode setPassword(JsonNode input, Requester by)
            throws RefusedCommandException, IOException {
        String name = ConsolePage.text(input, NAME);
        char[] password = password(input);
        try {
            store.setPassword(name, password);
        } finally {
            Arrays.fill(password, '\0');
        }
        return done("user.password", name, by);
    }

    private ObjectNode removeUser(String name, Requester by)
            throws RefusedCommandException, IOException {
        if (name.equals(by.who())) {
            throw new RefusedCommandException(
                    422,
                    "You are "
                            + name
                            + ": another administrator can remove this account, or"
                            + " labthings user remove "
                            + name);
        }
        store.removeUser(name);
        return done("user.removed", name, by);
    }

    private static Role role(JsonNode input) throws RefusedCommandException {
        return Role.of(ConsolePage.text(input, ROLE))
                .orElseThrow(
                        () ->
                                new RefusedCommandException(
                                        422, "role: should be one of " + Role.words()));
    }

    /** Blanks at its ends belong to it. */
    private static char[] password(JsonNode input) throws RefusedCommandException {
        JsonNode password = input.get("password");
        if (password == null || !password.isTextual()) {
            throw new RefusedCommandException(422, "password: should be given");
        }
        return password.textValue().toCharArray();
    }

    private static ObjectNode done(String event, String account, Requester by) {
        AUDIT.atInfo()
                .addKeyValue("event", event)
                .addKeyValue("who", by.who())
                .addKeyValue("from", by.from())
                .addKeyValue("account", account)
                .log("{} {}", event, account);
        return JsonNodeFactory.instance.objectNode();
    }
}
