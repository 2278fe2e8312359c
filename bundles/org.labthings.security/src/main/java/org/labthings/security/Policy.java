package org.labthings.security;

import java.util.Set;

/**
 * The rules at one moment. Immutable.
 *
 * @param loginRequired whether everybody has to log in, wherever the server listens
 * @param credentials whether anybody could log in at all
 * @param hosts names under which the server may be asked for, beside its own; lower case, without a
 *     port
 * @param origins of which web pages may use the server, such as {@code https://lab.example}; lower
 *     case; {@code *} is every one, without credentials
 * @param tls whether connections are encrypted
 */
public record Policy(
        boolean loginRequired,
        boolean credentials,
        Set<String> hosts,
        Set<String> origins,
        boolean tls) {}
