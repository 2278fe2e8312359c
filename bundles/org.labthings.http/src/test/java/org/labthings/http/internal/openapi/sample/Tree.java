package org.labthings.http.internal.openapi.sample;

import java.util.List;
import org.labthings.api.Default;

/** Contains itself. */
public record Tree(String name, @Default("[]") List<Tree> branches) {}
