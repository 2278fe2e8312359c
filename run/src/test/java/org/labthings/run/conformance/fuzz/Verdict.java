package org.labthings.run.conformance.fuzz;

/**
 * What a server made of a malformed request.
 *
 * @param good whether it may
 * @param outcome in a word or two: the status, {@code closed}, ...
 * @param details the request and the answer, for a person
 */
public record Verdict(boolean good, String outcome, String details) {}
