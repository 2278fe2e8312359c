package org.labthings.thing.system;

/**
 * What a command of the operating system said.
 *
 * @param output on its standard output
 * @param error on its standard error, or why it did not run; empty when all is well
 */
public record CommandResult(String output, String error) {}
