package org.labthings.security.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.labthings.security.Answer;
import org.labthings.security.Caller;
import org.labthings.security.Gatekeeper;
import org.labthings.security.Policy;
import org.labthings.security.internal.account.HashingThread;
import org.labthings.security.internal.account.LoginDesk;
import org.labthings.security.internal.audit.AuditTrail;
import org.labthings.security.internal.certificate.CertificateStore;
import org.labthings.security.store.AccountStore;
import org.labthings.security.store.PrivateFile;
import org.labthings.security.store.Token;
import org.labthings.security.store.User;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gatekeeper: reads the accounts, follows their files (looked at three times a second), and
 * writes the token of this start. Accounts that cannot be read let nobody in.
 */
@Component(
        service = Gatekeeper.class,
        immediate = true,
        configurationPid = "org.labthings.security")
@Designate(ocd = SecuritySettings.class)
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>='org.labthings.security.store.AccountStore'",
        effective = "active")
public final class SecurityComponent implements Gatekeeper {
    private static final Logger LOG = LoggerFactory.getLogger("labthings.security");
    private static final long POLL_MILLIS = 300;
    private static final Duration HASHING_PATIENCE = Duration.ofSeconds(2);

    private final Path folder;
    private final boolean tls;
    private final AccountStore store;
    private final AccountWatch watch;
    private final AccountChanges changes = new AccountChanges();
    private final FirstAdmin firstAdmin;
    private final CertificateStore certificates;
    private final AuditTrail audit = new AuditTrail(System::nanoTime);
    private final HashingThread hashing = new HashingThread(HASHING_PATIENCE);
    private final ScheduledThreadPoolExecutor worker = worker();
    private final LoginDesk desk = new LoginDesk(hashing, audit, System::nanoTime);
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final ServiceRegistration<AccountStore> registration;
    private volatile SecuritySettings settings;
    private volatile boolean readable;
    private volatile Policy policy;

    /** Called by Declarative Services. */
    @Activate
    public SecurityComponent(
            SecuritySettings settings,
            BundleContext context,
            @Reference(
                            cardinality = ReferenceCardinality.OPTIONAL,
                            target = "(labthings.launcher=true)")
                    Consumer<Map<String, Object>> launcher)
            throws IOException {
        String data = context.getProperty("labthings.data");
        this.folder = Path.of(data == null ? "labthings-data" : data).resolve("security");
        this.tls = Boolean.parseBoolean(context.getProperty("labthings.tls"));
        this.settings = settings;
        this.store = new AccountStore(folder);
        this.watch = new AccountWatch(store.files());
        this.certificates = new CertificateStore(folder);
        this.firstAdmin = new FirstAdmin(store, launcher);
        String local = AccountStore.secret();
        new PrivateFile(folder.resolve("local-token")).write(local + "\n");
        desk.useLocal(local);
        readAccounts();
        worker.scheduleWithFixedDelay(
                this::readAccounts, POLL_MILLIS, POLL_MILLIS, TimeUnit.MILLISECONDS);
        registration = context.registerService(AccountStore.class, store, null);
    }

    private static ScheduledThreadPoolExecutor worker() {
        return new ScheduledThreadPoolExecutor(
                1,
                task -> {
                    Thread thread = new Thread(task, "labthings-security");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** Other settings count at once. */
    @Modified
    void modified(SecuritySettings next) {
        settings = next;
        publish();
    }

    private void readAccounts() {
        try {
            if (watch.hasChanged()) {
                List<User> users = store.users();
                List<Token> tokens = store.tokens();
                desk.use(users, tokens);
                changes.saw(users, tokens);
                readable = true;
                publish();
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("The accounts cannot be used; nobody new can log in: {}", e.getMessage());
            if (policy == null) {
                publish();
            }
        }
    }

    private void publish() {
        SecuritySettings now = settings;
        Policy next =
                new Policy(
                        now.require_login() || desk.hasChosenUsers() || !readable,
                        desk.hasCredentials(),
                        lower(now.hosts()),
                        lower(now.origins()),
                        tls);
        if (!next.equals(policy)) {
            policy = next;
            listeners.forEach(Runnable::run);
        }
    }

    private static Set<String> lower(String... texts) {
        return Arrays.stream(texts)
                .map(t -> t.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Policy policy() {
        return policy;
    }

    @Override
    public Answer check(String authorization, Source from) {
        return desk.check(authorization, from);
    }

    @Override
    public Ticket ticket(Caller caller, String path) {
        int seconds = settings.ticket_life();
        return desk.ticket(caller, path, Duration.ofSeconds(seconds))
                .map(secret -> new Ticket(secret, seconds))
                .orElse(null);
    }

    @Override
    public Answer redeem(String ticket, String path, Source from) {
        return desk.redeem(ticket, path, from);
    }

    @Override
    public void refused(Caller caller, Source from, String method, String path, String reason) {
        audit.refused(caller == null ? "unknown" : caller.name(), from, method, path, reason);
    }

    @Override
    public Certificate certificate(List<String> names) throws IOException {
        SecuritySettings now = settings;
        return now.tls_keystore().isEmpty()
                ? certificates.selfSigned(names)
                : certificates.configured(Path.of(now.tls_keystore()), now.tls_password_file());
    }

    @Override
    public Runnable onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void listening() {
        if (readable && !desk.hasUsers()) {
            hashing.execute(firstAdmin);
        }
    }

    /** Called by Declarative Services. */
    @Deactivate
    void close() {
        registration.unregister();
        worker.shutdownNow();
        hashing.close();
        listeners.clear();
    }
}
