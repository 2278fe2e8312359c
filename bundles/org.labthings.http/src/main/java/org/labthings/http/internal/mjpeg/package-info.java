/**
 * Live streams of Things as {@code multipart/x-mixed-replace} (LabThings specification 1.16).
 *
 * <pre>{@code
 * MjpegStream -- FrameFeed -- StreamHub --+-- StreamClient (socket)
 * producer's     queue and    one frame   +-- StreamClient
 * thread         pool task    buffer      +-- ...
 * }</pre>
 *
 * <p>A frame is laid out once, with its part header, in a pooled direct buffer that every client
 * writes from. The producer's thread only queues it; a task on the server's pool starts the writes,
 * none of which blocks. Each client has one frame in flight and at most one waiting, the newest.
 *
 * <p>Plugging it in:
 *
 * <pre>{@code
 * LiveStreams streams = new LiveStreams(settings, server.getThreadPool(), server.getScheduler());
 * streams.thingsChanged(things);                    // at once, then on every change of the view
 * Route route = streams.stream("camera", "stream"); // GET {P}/camera/stream
 * Route page = ViewerPage.of("/api/camera/stream"); // GET {P}/camera/stream/viewer
 * streams.endAll();                                 // first step of a graceful stop
 * }</pre>
 *
 * <p>Routes know Things and streams by name only, so they may be kept or made anew at will. They
 * answer 503 themselves when the limit of clients is reached, or while the Thing is away. The
 * executor must not run tasks on the caller's thread.
 */
package org.labthings.http.internal.mjpeg;
