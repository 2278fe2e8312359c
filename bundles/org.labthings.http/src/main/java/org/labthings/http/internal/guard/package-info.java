/**
 * Who may come in: in front of routing, for Things and servlets alike.
 *
 * <pre>
 * request
 *  ├ Host            names this server?            else 403
 *  ├ Origin          of this server, or welcome?   else 403, unless it only reads
 *  ├ Authorization,
 *  │ ?ticket=        good?                         else 401
 *  └ role            enough for path and method?   else 403, or 401 for who has not logged in
 * </pre>
 */
package org.labthings.http.internal.guard;
