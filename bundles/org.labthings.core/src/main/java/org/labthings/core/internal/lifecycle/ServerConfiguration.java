package org.labthings.core.internal.lifecycle;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The server's configuration. A double underscore in a method's name is an underscore in the key:
 * {@code settings_folder}.
 */
@ObjectClassDefinition(
        name = "LabThings server",
        description = "The server as a whole; written from the configuration file.")
public @interface ServerConfiguration {
    /** Where settings files are. */
    @AttributeDefinition(
            name = "Settings folder",
            description = "Folder of the settings files, one sub-folder for each Thing.")
    String settings__folder() default "./settings";

    /** Prefix of paths. */
    @AttributeDefinition(
            name = "API prefix",
            description = "Prefix of all paths: empty, or /a or /a/b.")
    String api__prefix() default "";

    /** Whether a global lock is used. */
    @AttributeDefinition(
            name = "Global lock",
            description = "Whether actions and writes of all Things exclude each other.")
    boolean enable__global__lock() default false;

    /** Level of a busy lock. */
    @AttributeDefinition(
            name = "Log level of a busy lock",
            description = "DEBUG, INFO, WARNING or ERROR.")
    String global__lock__log__level() default "INFO";

    /** Free configuration. */
    @AttributeDefinition(
            name = "Application configuration",
            description = "JSON object that Things can read.")
    String application__config() default "";

    /** Whether Things log below INFO. */
    @AttributeDefinition(name = "Debug", description = "Whether Things log at DEBUG.")
    boolean debug() default false;

    /** Whether one failing Thing ends the server. */
    @AttributeDefinition(
            name = "Strict",
            description = "Whether a Thing that cannot run ends the server at its start.")
    boolean strict() default false;

    /** Milliseconds. */
    @AttributeDefinition(
            name = "Patience with open (ms)",
            description = "How long other Things wait for one whose open blocks.")
    long open__patience() default 3000;

    /** Milliseconds. */
    @AttributeDefinition(
            name = "Grace for actions (ms)",
            description =
                    "How long actions of a closing Thing may take to end, before and after their"
                            + " threads are interrupted.")
    long cancel__grace() default 1000;

    /** Milliseconds. */
    @AttributeDefinition(
            name = "Deadline of close (ms)",
            description = "How long the close of one Thing may take.")
    long close__deadline() default 5000;

    /** Count. */
    @AttributeDefinition(
            name = "Running invocations",
            description = "How many actions may run at once.")
    int invocations__running() default 2000;

    /** Count. */
    @AttributeDefinition(
            name = "Waiting invocations",
            description = "How many actions may wait for a worker; beyond, clients get 429.")
    int invocations__queued() default 10000;

    /** Count. */
    @AttributeDefinition(
            name = "Kept invocations",
            description = "How many finished invocations are kept at most.")
    int invocations__kept() default 20000;

    /** Bytes. */
    @AttributeDefinition(
            name = "Bytes of kept invocations",
            description = "How many bytes of finished invocations are kept at most.")
    long invocations__kept__bytes() default 33554432;
}
