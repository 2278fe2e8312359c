package org.labthings.thing.mjpegcamera;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.labthings.api.Thing;
import org.labthings.api.ThingContext;
import org.labthings.api.ThingType;
import org.labthings.driver.link.Backoff;
import org.labthings.driver.mjpeg.FeedCamera;
import org.labthings.driver.mjpeg.FrameFeed;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * A camera that streams MJPEG over HTTP: an IP camera, or one of another server of this kind.
 *
 * <p>While it is away the Thing runs, says why, and looks for it.
 */
@ThingType(title = "Network camera")
@Component(service = Thing.class, configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = MjpegCamera.Config.class, factory = true)
public class MjpegCamera extends FeedCamera {
    /** What a configuration may say about a network camera. */
    @ObjectClassDefinition(
            name = "Network camera",
            description = "A camera that streams MJPEG over HTTP")
    public @interface Config {
        /** Required. */
        @AttributeDefinition(description = "URL of its MJPEG stream: http://... or https://...")
        String url();

        /** Empty: none. */
        @AttributeDefinition(description = "User for Basic authentication; empty: none")
        String user() default "";

        /** Sent without being asked, so use https where others listen. */
        @AttributeDefinition(
                description = "Password for Basic authentication",
                type = AttributeType.PASSWORD)
        String password() default "";

        /** Of another server of this kind, in place of user and password. */
        @AttributeDefinition(
                description = "API token of another LabThings server; empty: none",
                type = AttributeType.PASSWORD)
        String token() default "";

        /** What is larger ends the connection. */
        @AttributeDefinition(description = "Bytes of the largest picture that is taken")
        int largestFrame() default 16_777_216;
    }

    private final URI url;
    private final String authorization;
    private final int largestFrame;
    private final Backoff backoff;
    private volatile ExecutorService threads;

    /**
     * Called by Declarative Services, once for each configured camera.
     *
     * @param config this camera's configuration
     */
    @Activate
    public MjpegCamera(Config config) {
        this(
                config.url(),
                authorization(config.user(), config.password(), config.token()),
                config.largestFrame(),
                Backoff.USUAL);
    }

    MjpegCamera(String url, String authorization, int largestFrame, Backoff backoff) {
        this.url = checked(url);
        this.authorization = authorization;
        this.largestFrame = largestFrame;
        this.backoff = backoff;
        if (largestFrame < 1024) {
            throw new IllegalArgumentException(
                    "'largest_frame' must be 1024 bytes or more, not " + largestFrame);
        }
    }

    private static URI checked(String text) {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'url' is no URL: " + e.getMessage(), e);
        }
        boolean http = "http".equalsIgnoreCase(uri.getScheme());
        if (!http && !"https".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null) {
            throw new IllegalArgumentException("'url' must begin with http:// or https://");
        }
        if (uri.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "'url' must not hold a password, as URLs are shown; use 'user' and 'password'");
        }
        return uri;
    }

    static String authorization(String user, String password, String token) {
        if (!token.isEmpty()) {
            return "Bearer " + token;
        }
        if (user.isEmpty()) {
            return null;
        }
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    @Override
    public void open(ThingContext context) throws Exception {
        threads =
                Executors.newCachedThreadPool(
                        task -> {
                            Thread thread = new Thread(task, context.name() + "-http");
                            thread.setDaemon(true);
                            return thread;
                        });
        super.open(context);
    }

    @Override
    public void close() throws Exception {
        try {
            super.close();
        } finally {
            threads.shutdownNow();
        }
    }

    @Override
    protected FrameFeed feed() {
        return new FrameFeed(
                "The camera at " + url.getAuthority(),
                new HttpSource(url, authorization, largestFrame, threads),
                mjpegStream,
                backoff);
    }
}
