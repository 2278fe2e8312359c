package org.labthings.security.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.security.Role;

/** Accounts in files. */
class AccountStoreTest {
    @TempDir Path folder;

    private AccountStore store() {
        return new AccountStore(folder.resolve("security"));
    }

    private static boolean opens(User user, String password) {
        return Passwords.matches(password.getBytes(StandardCharsets.UTF_8), user.hash());
    }

    @Test
    void aUserHasAPasswordOfWhichOnlyAHashIsKept() throws Exception {
        store().addUser("ada", Role.OPERATOR, "corrèct horse".toCharArray());
        User ada = store().users().get(0);
        assertEquals("ada", ada.name());
        assertEquals(Role.OPERATOR, ada.role());
        assertTrue(ada.hash().startsWith("$2b$12$"), "bcrypt, cost 12");
        assertTrue(opens(ada, "corrèct horse"));
        assertFalse(opens(ada, "correct horse"));
        String file = Files.readString(folder.resolve("security/users"));
        assertFalse(file.contains("horse"), file);
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve("security/users"))));
        assertEquals(
                "rwx------",
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve("security"))));
    }

    @Test
    void allOfALongPasswordCounts() throws Exception {
        String start = "x".repeat(100);
        store().addUser("ada", Role.VIEWER, (start + "1").toCharArray());
        User ada = store().users().get(0);
        assertTrue(opens(ada, start + "1"));
        assertFalse(opens(ada, start + "2"));
    }

    @Test
    void whatWillNotDoIsRefusedInWords() throws Exception {
        AccountStore store = store();
        store.addUser("ada", Role.VIEWER, "long enough".toCharArray());
        for (String[] bad :
                new String[][] {
                    {"ada", "long enough", "already"},
                    {"a b", "long enough", "letters"},
                    {"../x", "long enough", "letters"},
                    {"bob", "short", "8 to 256"},
                    {"bobbobbob", "BobBobBob", "name"}
                }) {
            AccountException e =
                    assertThrows(
                            AccountException.class,
                            () -> store.addUser(bad[0], Role.VIEWER, bad[1].toCharArray()));
            assertTrue(e.getMessage().contains(bad[2]), e.getMessage());
        }
        AccountException e = assertThrows(AccountException.class, () -> store.removeUser("eve"));
        assertEquals("There is no user eve; users are ada", e.getMessage());
        assertEquals(1, store.users().size());
    }

    @Test
    void aChosenPasswordReplacesTheServers() throws Exception {
        store().addUser("admin", Role.ADMIN, Passwords.random(), true);
        assertTrue(store().users().get(0).generated());
        store().setPassword("admin", "my own choice".toCharArray());
        User admin = store().users().get(0);
        assertFalse(admin.generated());
        assertTrue(opens(admin, "my own choice"));
        store().removeUser("admin");
        assertEquals(List.of(), store().users());
    }

    @Test
    void aTokenIsKeptAsItsDigest() throws Exception {
        Instant end = Instant.parse("2999-01-01T00:00:00Z");
        String secret = store().createToken("ci", Role.OPERATOR, end);
        Token token = store().tokens().get(0);
        assertEquals(AccountStore.digest(secret), token.digest());
        assertEquals(end, token.expires());
        assertFalse(Files.readString(folder.resolve("security/tokens")).contains(secret));
        assertTrue(secret.length() >= 43 && secret.startsWith("lt_"), "256 bits");
        assertThrows(AccountException.class, () -> store().createToken("ci", Role.VIEWER, null));
        store().revokeToken("ci");
        assertEquals(List.of(), store().tokens());
    }

    @Test
    void aDamagedFileIsNamedAndItsContentIsNot() throws Exception {
        store().addUser("ada", Role.VIEWER, "long enough".toCharArray());
        Path file = folder.resolve("security/users");
        Files.writeString(file, Files.readString(file).replace(" viewer ", " king "));
        IOException e = assertThrows(IOException.class, () -> store().users());
        assertTrue(e.getMessage().contains("line 2"), e.getMessage());
        assertFalse(e.getMessage().contains("$2b"), e.getMessage());
    }
}
