package org.labthings.schema.sample;

import org.labthings.api.Default;
import org.labthings.api.Strict;

@Strict
public record Exact(int a, @Default("2") int b) {}
