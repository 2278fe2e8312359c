package org.labthings.http.internal.openapi.sample;

import org.labthings.api.Doc;

@Doc("What can be seen.")
public enum Colour {
    RED,
    GREEN
}
