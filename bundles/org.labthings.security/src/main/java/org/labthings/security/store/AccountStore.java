package org.labthings.security.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.labthings.security.Role;

/**
 * Users and tokens in {@code <data>/security}, one a line. Every method reads or writes files and
 * may block; several processes may use the same folder, the server notices within half a second.
 *
 * <pre>{@code
 * new AccountStore(data.resolve("security")).addUser("ada", Role.OPERATOR, password);
 * }</pre>
 */
public final class AccountStore {
    /** How secrets of tokens begin, so that people and scanners recognise one. */
    public static final String PREFIX = "lt_";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");
    private static final int SECRET_BYTES = 32;
    private static final int MOST = 1000;

    /** Programs that share this JVM cannot lock a file against one another. */
    private static final Object JVM = new Object();

    private final Path folder;
    private final PrivateFile users;
    private final PrivateFile tokens;

    /** The accounts in a folder, which need not be there yet. */
    public AccountStore(Path folder) {
        this.folder = folder;
        this.users = new PrivateFile(folder.resolve("users"));
        this.tokens = new PrivateFile(folder.resolve("tokens"));
    }

    /** The files that accounts are in. */
    public List<Path> files() {
        return List.of(users.path(), tokens.path());
    }

    /**
     * All users, in the order of their making.
     *
     * @throws IOException when the file cannot be read or is damaged
     */
    public List<User> users() throws IOException {
        return AccountLines.users(users.path(), users.read());
    }

    /**
     * All tokens, expired ones too.
     *
     * @throws IOException when the file cannot be read or is damaged
     */
    public List<Token> tokens() throws IOException {
        return AccountLines.tokens(tokens.path(), tokens.read());
    }

    /**
     * Adds a user.
     *
     * @throws AccountException when there is one, or the name or password will not do
     * @throws IOException when the file cannot be written
     */
    public void addUser(String name, Role role, char[] password) throws IOException {
        addUser(name, role, password, false);
    }

    /** The same for the account that the server makes itself. */
    public void addUser(String name, Role role, char[] password, boolean generated)
            throws IOException {
        checkName("user", name);
        String hash = Passwords.hash(name, password);
        changeUsers(
                all -> {
                    if (all.stream().anyMatch(u -> u.name().equals(name))) {
                        throw new AccountException(
                                "There is a user "
                                        + name
                                        + " already; change its password instead");
                    }
                    all.add(new User(name, role, generated, now(), hash));
                });
    }

    /**
     * Gives a user another password.
     *
     * @throws AccountException when there is no such user, or the password will not do
     * @throws IOException when the file cannot be written
     */
    public void setPassword(String name, char[] password) throws IOException {
        checkName("user", name);
        String hash = Passwords.hash(name, password);
        changeUsers(
                all -> {
                    User u = all.remove(indexOf(all, name));
                    all.add(new User(name, u.role(), false, u.created(), hash));
                });
    }

    /**
     * Removes a user.
     *
     * @throws AccountException when there is none
     * @throws IOException when the file cannot be written
     */
    public void removeUser(String name) throws IOException {
        changeUsers(all -> all.remove(indexOf(all, name)));
    }

    /**
     * Makes a token.
     *
     * @param expires when it ends, or null for never
     * @return the secret, which cannot be had again
     * @throws AccountException when there is a token of that name, or the name will not do
     * @throws IOException when the file cannot be written
     */
    public String createToken(String name, Role role, Instant expires) throws IOException {
        checkName("token", name);
        String secret = secret();
        changeTokens(
                all -> {
                    if (all.stream().anyMatch(t -> t.name().equals(name))) {
                        throw new AccountException(
                                "There is a token "
                                        + name
                                        + " already; revoke it, or take another name");
                    }
                    all.add(new Token(name, role, now(), expires, digest(secret)));
                });
        return secret;
    }

    /**
     * Ends a token.
     *
     * @throws AccountException when there is none of that name
     * @throws IOException when the file cannot be written
     */
    public void revokeToken(String name) throws IOException {
        changeTokens(
                all -> {
                    if (!all.removeIf(t -> t.name().equals(name))) {
                        throw new AccountException(
                                "There is no token "
                                        + name
                                        + "; tokens are "
                                        + names(all, Token::name));
                    }
                });
    }

    /** A new secret: 256 random bits. */
    public static String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What is kept of a secret. */
    public static String digest(String secret) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private interface Change<T> {
        void apply(List<T> all) throws IOException;
    }

    private void changeUsers(Change<User> change) throws IOException {
        locked(
                () -> {
                    List<User> all = new ArrayList<>(users());
                    change.apply(all);
                    checkCount(all.size(), "users");
                    users.write(AccountLines.ofUsers(all));
                });
    }

    private void changeTokens(Change<Token> change) throws IOException {
        locked(
                () -> {
                    List<Token> all = new ArrayList<>(tokens());
                    change.apply(all);
                    checkCount(all.size(), "tokens");
                    tokens.write(AccountLines.ofTokens(all));
                });
    }

    private interface Work {
        void run() throws IOException;
    }

    /** One change at a time, of all processes; a change takes milliseconds. */
    private void locked(Work work) throws IOException {
        Path lock = PrivateFile.folder(folder).resolve(".lock");
        synchronized (JVM) {
            try (FileChannel channel =
                            FileChannel.open(
                                    lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var held = channel.lock()) {
                work.run();
            }
        }
    }

    private static int indexOf(List<User> all, String name) throws AccountException {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new AccountException(
                "There is no user " + name + "; users are " + names(all, User::name));
    }

    private static <T> String names(List<T> all, java.util.function.Function<T, String> name) {
        return all.isEmpty() ? "none" : String.join(", ", all.stream().map(name).toList());
    }

    private static void checkName(String what, String name) throws AccountException {
        if (!NAME.matcher(name).matches()) {
            throw new AccountException(
                    "The name of a "
                            + what
                            + " has 1 to 64 letters, digits, '.', '_', '@' or '-', and begins with"
                            + " a letter or digit");
        }
    }

    private static void checkCount(int count, String what) throws AccountException {
        if (count > MOST) {
            throw new AccountException("There are " + MOST + " " + what + ", which is the most");
        }
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }
}
