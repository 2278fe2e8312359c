package org.labthings.client.internal.remote;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What a configuration may say about a remote Thing. */
@ObjectClassDefinition(
        name = "Remote Thing",
        description = "A Thing of another server, used as if it were one of this")
public @interface RemoteConfiguration {
    /** Where it is. */
    @AttributeDefinition(
            description =
                    "URL of the Thing's description, such as http://microscope.local:5000/camera/")
    String url();

    /** Who logs in there. */
    @AttributeDefinition(description = "Name of a user there; with password or password_file")
    String user() default "";

    /** How. */
    @AttributeDefinition(
            type = AttributeType.PASSWORD,
            description = "The user's password; better in a file")
    String password() default "";

    /** How, kept out of the configuration. */
    @AttributeDefinition(description = "File whose first line is the user's password")
    String password_file() default "";

    /** Another way to log in. */
    @AttributeDefinition(
            type = AttributeType.PASSWORD,
            description = "API token for there; better in a file")
    String token() default "";

    /** The same, kept out of the configuration. */
    @AttributeDefinition(description = "File whose first line is the API token")
    String token_file() default "";

    /** How the other server is known. */
    @AttributeDefinition(
            description =
                    "SHA-256 fingerprint of its certificate, for one of its own making; empty: as"
                            + " Java trusts")
    String certificate() default "";

    /** How often it is asked whether it is there. */
    @AttributeDefinition(description = "Seconds between two looks whether it is still there")
    double heartbeat() default 0.4;

    /** How long it may be silent before it counts as away. */
    @AttributeDefinition(
            description =
                    "Seconds that such a look may take: more for slow networks and servers, which"
                            + " are noticed to be away that much later")
    double patience() default 1;

    /** How long a request may take. */
    @AttributeDefinition(description = "Seconds that reading or writing may take there")
    double timeout() default 30;

    /** What no description lists. */
    @AttributeDefinition(
            description = "Names of its live streams, which its description does not list")
    String[] streams() default {"mjpeg_stream", "lores_mjpeg_stream"};
}
