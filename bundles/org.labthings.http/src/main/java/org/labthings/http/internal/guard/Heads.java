package org.labthings.http.internal.guard;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;

/**
 * What of a request's header decides who answers, and how, found in one pass.
 *
 * @param host of the {@code Host} field, or null
 * @param origin of the page that sends it, or null
 * @param authorization credentials, or null
 * @param events whether it accepts an event stream, liked best or not
 * @param socket whether it asks for a WebSocket
 * @param crossSite whether the browser says that another site's page sends it
 * @param length whether it says how long its body is, or that it has one
 * @param body whether a body comes for sure
 */
public record Heads(
        String host,
        String origin,
        String authorization,
        boolean events,
        boolean socket,
        boolean crossSite,
        boolean length,
        boolean body) {
    static Heads of(HttpFields fields) {
        String host = null;
        String origin = null;
        String authorization = null;
        boolean events = false;
        boolean socket = false;
        boolean crossSite = false;
        boolean length = false;
        boolean body = false;
        for (HttpField field : fields) {
            if (field.getHeader() == null) {
                crossSite |=
                        "Sec-Fetch-Site".equalsIgnoreCase(field.getName())
                                && "cross-site".equals(field.getValue());
                continue;
            }
            switch (field.getHeader()) {
                case HOST -> host = field.getValue();
                case ORIGIN -> origin = field.getValue();
                case AUTHORIZATION -> authorization = field.getValue();
                case ACCEPT -> events |= isEvents(field.getValue());
                case UPGRADE -> socket |= "websocket".equalsIgnoreCase(field.getValue());
                case CONTENT_LENGTH -> {
                    length = true;
                    body |= !"0".equals(field.getValue());
                }
                case TRANSFER_ENCODING -> {
                    length = true;
                    body = true;
                }
                default -> {
                    // it decides nothing here
                }
            }
        }
        return new Heads(host, origin, authorization, events, socket, crossSite, length, body);
    }

    private static boolean isEvents(String accept) {
        return accept != null && accept.contains("text/event-stream");
    }
}
