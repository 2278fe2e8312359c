package org.labthings.thing.conformance;

import java.math.BigInteger;
import org.labthings.api.Tuple;

// tuple[int, str]
@Tuple
public record NumberedText(BigInteger number, String text) {}
