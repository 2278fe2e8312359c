package org.labthings.client;

import java.time.Duration;
import java.util.Objects;
import javax.net.ssl.SSLContext;

/**
 * How a client goes about it. Immutable: each method gives changed options.
 *
 * <pre>{@code
 * ClientOptions options = ClientOptions.defaults()
 *         .credentials(Credentials.bearer(token))
 *         .requestTimeout(Duration.ofSeconds(5));
 * }</pre>
 */
public final class ClientOptions {
    private static final ClientOptions DEFAULTS = new ClientOptions();

    private Credentials credentials = Credentials.none();
    private Duration connectTimeout = Duration.ofSeconds(5);
    private Duration requestTimeout = Duration.ofSeconds(30);
    private Duration descriptionTimeout = Duration.ofSeconds(10);
    private ObservationChannel observationChannel = ObservationChannel.EVENTS;
    private Duration idleTimeout = Duration.ofSeconds(45);
    private Duration firstPoll = Duration.ofMillis(50);
    private Duration pollInterval = Duration.ofMillis(500);
    private Duration longestReconnect = Duration.ofSeconds(5);
    private long longestAnswer = 64L << 20;
    private SSLContext tls;
    private String certificate;

    private ClientOptions() {}

    private ClientOptions(ClientOptions from) {
        credentials = from.credentials;
        connectTimeout = from.connectTimeout;
        requestTimeout = from.requestTimeout;
        descriptionTimeout = from.descriptionTimeout;
        observationChannel = from.observationChannel;
        idleTimeout = from.idleTimeout;
        firstPoll = from.firstPoll;
        pollInterval = from.pollInterval;
        longestReconnect = from.longestReconnect;
        longestAnswer = from.longestAnswer;
        tls = from.tls;
        certificate = from.certificate;
    }

    /**
     * No credentials; 5 s to connect, 30 s for an answer; polls after 50 ms, then each 500 ms.
     *
     * @return the usual options
     */
    public static ClientOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Who asks.
     *
     * @param who sent to the origin of the Thing's URL only
     * @return changed options
     */
    public ClientOptions credentials(Credentials who) {
        ClientOptions out = new ClientOptions(this);
        out.credentials = Objects.requireNonNull(who, "who");
        return out;
    }

    /**
     * How long a connection may take.
     *
     * @param limit more than 0
     * @return changed options
     */
    public ClientOptions connectTimeout(Duration limit) {
        ClientOptions out = new ClientOptions(this);
        out.connectTimeout = positive(limit);
        return out;
    }

    /**
     * How long an answer may take, and a silence within a download.
     *
     * @param limit more than 0
     * @return changed options
     */
    public ClientOptions requestTimeout(Duration limit) {
        ClientOptions out = new ClientOptions(this);
        out.requestTimeout = positive(limit);
        return out;
    }

    /**
     * How long the Thing Description may take: the Thing counts as away then.
     *
     * @param limit more than 0
     * @return changed options
     */
    public ClientOptions descriptionTimeout(Duration limit) {
        ClientOptions out = new ClientOptions(this);
        out.descriptionTimeout = positive(limit);
        return out;
    }

    /**
     * How values are observed where a server offers both ways.
     *
     * @param channel that is preferred
     * @return changed options
     */
    public ClientOptions observationChannel(ObservationChannel channel) {
        ClientOptions out = new ClientOptions(this);
        out.observationChannel = Objects.requireNonNull(channel, "channel");
        return out;
    }

    /**
     * After how long a silence an observation or a live stream is connected anew.
     *
     * @param limit more than 0
     * @return changed options
     */
    public ClientOptions idleTimeout(Duration limit) {
        ClientOptions out = new ClientOptions(this);
        out.idleTimeout = positive(limit);
        return out;
    }

    /**
     * When an invocation is asked about first, and how often then.
     *
     * @param first time after the start
     * @param then time between two questions
     * @return changed options
     */
    public ClientOptions polling(Duration first, Duration then) {
        ClientOptions out = new ClientOptions(this);
        out.firstPoll = positive(first);
        out.pollInterval = positive(then);
        return out;
    }

    /**
     * The longest wait between two tries to connect an observation again.
     *
     * @param limit more than 0
     * @return changed options
     */
    public ClientOptions longestReconnect(Duration limit) {
        ClientOptions out = new ClientOptions(this);
        out.longestReconnect = positive(limit);
        return out;
    }

    /**
     * How many bytes an answer may have that is kept in memory; downloads are not.
     *
     * @param bytes of the longest
     * @return changed options
     */
    public ClientOptions longestAnswer(long bytes) {
        ClientOptions out = new ClientOptions(this);
        out.longestAnswer = bytes;
        return out;
    }

    /**
     * How servers are trusted; without, as Java does.
     *
     * @param context of TLS, or null
     * @return changed options
     */
    public ClientOptions tls(SSLContext context) {
        ClientOptions out = new ClientOptions(this);
        out.tls = context;
        return out;
    }

    /**
     * Trusts the one certificate with this fingerprint, whatever its name and whoever signed it:
     * for servers with a certificate of their own making, whose log shows it.
     *
     * @param sha256 in hexadecimal digits, with or without colons; null for as Java trusts
     * @return changed options
     */
    public ClientOptions certificate(String sha256) {
        ClientOptions out = new ClientOptions(this);
        out.certificate = sha256;
        return out;
    }

    private static Duration positive(Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("A time must be positive, not " + time);
        }
        return time;
    }

    Credentials credentials() {
        return credentials;
    }

    Duration connectTimeout() {
        return connectTimeout;
    }

    /**
     * How long an answer may take.
     *
     * @return more than 0
     */
    public Duration requestTimeout() {
        return requestTimeout;
    }

    Duration descriptionTimeout() {
        return descriptionTimeout;
    }

    ObservationChannel observationChannel() {
        return observationChannel;
    }

    Duration idleTimeout() {
        return idleTimeout;
    }

    Duration firstPoll() {
        return firstPoll;
    }

    Duration pollInterval() {
        return pollInterval;
    }

    Duration longestReconnect() {
        return longestReconnect;
    }

    long longestAnswer() {
        return longestAnswer;
    }

    SSLContext tls() {
        return tls;
    }

    String certificate() {
        return certificate;
    }
}
