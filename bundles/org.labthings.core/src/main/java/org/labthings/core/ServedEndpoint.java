package org.labthings.core;

import java.util.List;
import java.util.Map;
import org.labthings.api.EndpointRequest;
import org.labthings.api.EndpointResponse;
import org.labthings.schema.BlobLinks;
import org.labthings.schema.DataType;
import org.osgi.annotation.versioning.ProviderType;

/** A raw HTTP route of a running Thing. From any thread. */
@ProviderType
public interface ServedEndpoint {
    /** Wire name of its method. */
    String name();

    /** Title, never null. */
    String title();

    /** Description, or null. */
    String description();

    /** GET, POST, PUT or DELETE. */
    String method();

    /** Path below the Thing, with {@code {name}} placeholders, without a slash in front. */
    String path();

    /** Status of a normal answer. */
    int status();

    /** Its parameters. */
    List<Parameter> parameters();

    /** Type of the JSON result; null when it answers by itself or with nothing. */
    DataType result();

    /**
     * Binds the parameters and runs the method; blocks.
     *
     * @param path values of the placeholders, decoded
     * @return the answer, JSON results encoded
     * @throws org.labthings.schema.ValidationException when a parameter does not fit
     * @throws Exception whatever the method throws
     */
    EndpointResponse call(EndpointRequest request, Map<String, String> path, BlobLinks links)
            throws Exception;

    /**
     * A parameter.
     *
     * @param name wire name
     * @param in {@code path}, {@code query} or {@code body}
     * @param type of its value
     * @param required whether it must be given
     * @param defaultValue JSON text of its default, or null
     */
    record Parameter(
            String name, String in, DataType type, boolean required, String defaultValue) {}
}
