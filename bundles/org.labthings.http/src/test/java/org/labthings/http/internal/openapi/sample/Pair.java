package org.labthings.http.internal.openapi.sample;

import org.labthings.api.Tuple;

@Tuple
public record Pair(int number, String text) {}
