package org.labthings.http.internal.thing;

import java.time.Duration;
import org.labthings.core.ThingServer;
import org.labthings.http.internal.download.BlobReply;
import org.labthings.http.internal.guard.Administration;
import org.labthings.http.internal.invocation.InvocationJson;
import org.labthings.http.internal.invocation.InvocationLists;
import org.labthings.http.internal.mjpeg.LiveStreams;
import org.labthings.http.internal.observe.Observations;
import org.labthings.http.internal.work.Workers;

/**
 * What the routes of Things are made with.
 *
 * @param server whose Things they are
 * @param workers where their code runs
 * @param maxBodySize of a request, in bytes
 * @param deadline for an answer of a driver
 * @param invocations how invocations are written
 * @param lists how lists of them are
 * @param blobs how blobs are sent
 * @param streams all live streams
 * @param observations all WebSockets and event streams
 * @param administration who may do what concerns the whole machine
 */
public record Setup(
        ThingServer server,
        Workers workers,
        long maxBodySize,
        Duration deadline,
        InvocationJson invocations,
        InvocationLists lists,
        BlobReply blobs,
        LiveStreams streams,
        Observations observations,
        Administration administration) {}
