package org.labthings.security.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What is policy, PID {@code org.labthings.security}: the section {@code security} of the file. */
@ObjectClassDefinition(name = "LabThings security", description = "Who may use the server, and how")
public @interface SecuritySettings {
    /** Whether everybody has to log in even when only this machine can reach the server. */
    @AttributeDefinition(
            name = "Login required",
            description =
                    "Everybody has to log in even when only this machine can reach the server and"
                            + " no user was added")
    boolean require_login() default false;

    /** Further names of this server. */
    @AttributeDefinition(
            name = "Hosts",
            description =
                    "Names or addresses under which the server may be asked for, beside localhost"
                            + " and its own")
    String[] hosts() default {};

    /** Web pages of which origins may use the server. */
    @AttributeDefinition(
            name = "Origins",
            description =
                    "Web pages of which other origins may use the server, such as"
                            + " https://lab.example; * is every one, without credentials")
    String[] origins() default {};

    /** How long a ticket is good. */
    @AttributeDefinition(
            name = "Life of a ticket (s)",
            description = "How long a ticket in a URL is good",
            min = "1",
            max = "3600")
    int ticket_life() default 60;

    /** A certificate of one's own. */
    @AttributeDefinition(
            name = "Key store",
            description =
                    "PKCS#12 file with the private key and certificate for --tls; without one the"
                            + " server makes a self-signed certificate")
    String tls_keystore() default "";

    /** Its password. */
    @AttributeDefinition(
            name = "Password file",
            description = "File whose first line is the password of the key store")
    String tls_password_file() default "";

    /** Which bundles may be installed. */
    @AttributeDefinition(
            name = "Trusted signers of plugins",
            description =
                    "SHA-256 fingerprints of certificates; when there are any, a plugin must be"
                            + " signed by one of them")
    String[] plugins_trusted() default {};

    /** How large a bundle may be. */
    @AttributeDefinition(
            name = "Largest plugin (bytes)",
            description = "A larger file in the plugins folder, or an upload, is refused",
            min = "1024")
    long plugins_size() default 128L << 20;
}
