package org.labthings.security.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.labthings.security.store.Token;
import org.labthings.security.store.User;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down in {@code audit.log} which accounts came, changed and went. Used by one thread. */
final class AccountChanges {
    private static final Logger LOG = LoggerFactory.getLogger("labthings.audit");

    private Set<Object> before;

    /** These are all accounts now; those of the start are no news. */
    void saw(List<User> users, List<Token> tokens) {
        Set<Object> now = new HashSet<>(users);
        now.addAll(tokens);
        if (before != null) {
            Set<Object> come = new HashSet<>(now);
            come.removeAll(before);
            Set<Object> gone = new HashSet<>(before);
            gone.removeAll(now);
            LOG.atInfo()
                    .addKeyValue("event", "accounts.changed")
                    .addKeyValue("who", "security folder")
                    .addKeyValue("from", "this machine")
                    .addKeyValue("now", names(come))
                    .addKeyValue("no_longer", names(gone))
                    .log("Accounts have changed");
        }
        before = now;
    }

    /** Their texts have no hashes and digests. */
    private static String names(Set<Object> accounts) {
        List<String> names = new ArrayList<>();
        accounts.forEach(a -> names.add(a.toString()));
        names.sort(null);
        return String.join(", ", names);
    }
}
