package org.labthings.security.internal;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import org.labthings.security.Role;
import org.labthings.security.store.AccountStore;
import org.labthings.security.store.Passwords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the account for the console at the first start. Its password goes to the launcher, which
 * prints it, and nowhere else.
 */
final class FirstAdmin implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger("labthings.security");
    private static final String NAME = "admin";

    private final AccountStore store;
    private final Consumer<Map<String, Object>> launcher;

    /**
     * For these accounts.
     *
     * @param launcher or null; then there is nobody to tell, and no account is made
     */
    FirstAdmin(AccountStore store, Consumer<Map<String, Object>> launcher) {
        this.store = store;
        this.launcher = launcher;
    }

    @Override
    public void run() {
        if (launcher == null) {
            LOG.info("Nobody can log in yet: labthings user add NAME --role admin");
            return;
        }
        char[] password = Passwords.random();
        try {
            if (store.users().isEmpty()) {
                store.addUser(NAME, Role.ADMIN, password, true);
                launcher.accept(
                        Map.of(
                                "event",
                                "password",
                                "user",
                                NAME,
                                "password",
                                new String(password)));
            }
        } catch (ClosedByInterruptException | FileLockInterruptionException e) {
            LOG.debug("The server stops; the next start makes the account {}", NAME);
        } catch (IOException e) {
            LOG.error("The account {} for the console cannot be made: {}", NAME, e.getMessage());
        } finally {
            Arrays.fill(password, '\0');
        }
    }
}
