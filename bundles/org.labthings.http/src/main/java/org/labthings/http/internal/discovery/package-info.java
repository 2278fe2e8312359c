/**
 * How others find this server (W3C WoT Discovery): a Thing Description of the server at {@code
 * /.well-known/wot}, and an announcement of it on the local network by multicast DNS.
 */
package org.labthings.http.internal.discovery;
