package org.labthings.schema.sample;

import org.labthings.api.Tuple;

@Tuple
public record Pair(int number, String text) {}
