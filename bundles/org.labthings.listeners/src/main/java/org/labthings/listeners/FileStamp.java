package org.labthings.listeners;

/**
 * By what a file is known to be the same as before.
 *
 * @param size in bytes
 * @param modified microseconds since 1970
 */
public record FileStamp(long size, long modified) {}
