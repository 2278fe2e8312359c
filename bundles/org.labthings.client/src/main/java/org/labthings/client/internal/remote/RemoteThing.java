package org.labthings.client.internal.remote;

import java.net.URI;
import java.time.Duration;
import java.util.Hashtable;
import java.util.Map;
import org.labthings.api.Thing;
import org.labthings.api.ThingSource;
import org.labthings.client.ClientError;
import org.labthings.client.ClientOptions;
import org.labthings.client.ObservationChannel;
import org.labthings.client.ThingClient;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Thing of another server as one of this: {@code {"class": "remote", "kwargs": {"url": ...}}}. A
 * thread looks after it: it registers the Thing's service while the other server answers, asks it
 * again and again, also whether the instrument is there, and takes the service back as soon as it
 * does not answer.
 */
@Component(
        service = ThingSource.class,
        immediate = true,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = Thing.CLASS + "=remote")
@Designate(ocd = RemoteConfiguration.class, factory = true)
public final class RemoteThing implements ThingSource {
    private static final Logger LOG = LoggerFactory.getLogger("labthings.remote");
    private static final Duration END = Duration.ofSeconds(5);

    private final BundleContext bundles;
    private final RemoteConfiguration configuration;
    private final Map<String, Object> properties;
    private final String name;
    private final URI url;
    private final ClientOptions options;
    private final Duration heartbeat;
    private final Thread thread;
    private volatile Absence absence;
    private boolean ended; // guarded by this
    private boolean doubted; // guarded by this

    /**
     * Called by Declarative Services, once for each configured remote Thing; does not wait for the
     * other server.
     *
     * @throws IllegalArgumentException when the configuration makes no sense
     */
    @Activate
    public RemoteThing(
            BundleContext bundles,
            RemoteConfiguration configuration,
            Map<String, Object> properties) {
        this.bundles = bundles;
        this.configuration = configuration;
        this.properties = properties;
        this.name = String.valueOf(properties.get(Thing.NAME));
        this.url = RemoteOptions.url(configuration.url());
        this.options =
                RemoteOptions.of(configuration).observationChannel(ObservationChannel.SOCKET);
        this.heartbeat = RemoteOptions.seconds("heartbeat", configuration.heartbeat());
        this.absence = new Absence("It asks " + url + " for its description.", true);
        this.thread = new Thread(this::run, "remote-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public Absence absence() {
        return absence;
    }

    private void run() {
        try {
            while (!isEnded()) {
                once();
            }
        } catch (InterruptedException e) {
            // deactivated
        }
    }

    /** One life of the other server: from its first answer to the first that is missing. */
    private void once() throws InterruptedException {
        ThingClient client = null;
        ServiceRegistration<Thing> service = null;
        String reason = "It was removed.";
        try {
            client = ThingClient.fromUrl(url, options);
            RemoteMembers members =
                    new RemoteMembers(name, client, configuration.streams(), this::doubt);
            members.instrument(client.instrumentAway());
            Thing thing = members.thing();
            if (isEnded()) {
                return;
            }
            LOG.info("{} is {}, as {}", name, client, members.capabilities());
            service = bundles.registerService(Thing.class, thing, properties());
            reason = stay(client, members);
        } catch (ClientError e) {
            reason = e.getMessage();
        } catch (IllegalStateException e) {
            end(); // the bundle is being stopped
        } catch (RuntimeException | LinkageError e) {
            reason = "It cannot be made from the description at " + url + ": " + e;
            LOG.warn("{}: {}", name, reason, e);
        } finally {
            leave(client, service, reason);
        }
        if (service == null) {
            rest();
        }
    }

    /** The configuration's own properties: by them the platform knows which Thing this is. */
    private Hashtable<String, Object> properties() {
        Hashtable<String, Object> out = new Hashtable<>();
        properties.forEach(
                (key, value) -> {
                    if (!key.startsWith("component.") && !key.startsWith(".")) {
                        out.put(key, value);
                    }
                });
        out.remove("password");
        out.remove("token");
        return out;
    }

    /** Asks again and again; returns why the Thing cannot stay as it is. */
    private String stay(ThingClient client, RemoteMembers members) throws InterruptedException {
        while (true) {
            rest();
            if (isEnded()) {
                return "It was removed.";
            }
            if (!client.check()) {
                return "The description at " + url + " has changed; it is read anew.";
            }
            members.instrument(client.instrumentAway());
        }
    }

    private void leave(ThingClient client, ServiceRegistration<Thing> service, String reason) {
        absent(reason);
        if (client != null) {
            client.close(); // what is under way ends now, so that nobody waits for it
        }
        if (service != null) {
            LOG.info("{} is not there any more: {}", name, reason);
            try {
                service.unregister();
            } catch (IllegalStateException e) {
                // the framework was quicker
            }
        }
    }

    private void absent(String reason) {
        String sentence = reason.endsWith(".") ? reason : reason + ".";
        absence = new Absence(sentence, false);
    }

    /** A connection broke: look at once. */
    private synchronized void doubt() {
        doubted = true;
        notifyAll();
    }

    private synchronized void rest() throws InterruptedException {
        long end = System.nanoTime() + heartbeat.toNanos();
        long left = heartbeat.toNanos();
        while (!ended && !doubted && left > 0) {
            wait(left / 1_000_000 + 1);
            left = end - System.nanoTime();
        }
        doubted = false;
    }

    private synchronized boolean isEnded() {
        return ended;
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Takes the Thing back; bounded. */
    @Deactivate
    void deactivate() throws InterruptedException {
        end();
        thread.interrupt();
        thread.join(END.toMillis());
    }
}
