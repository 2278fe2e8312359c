package org.labthings.security.store;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Passwords and their hashes: bcrypt, cost 12, which takes about a quarter of a second. What is
 * longer than bcrypt's 71 bytes goes through SHA-512 first, so that all of it counts.
 */
public final class Passwords {
    /** The fewest characters. */
    public static final int MIN = 8;

    /** The most characters; more only keeps the server busy. */
    public static final int MAX = 256;

    private static final int COST = 12;
    private static final BCrypt.Version VERSION = BCrypt.Version.VERSION_2B;

    /** Without characters that are taken for one another. */
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int GROUPS = 4;
    private static final int GROUP = 5;

    private Passwords() {}

    /**
     * Hashes a password; takes a quarter of a second of processor time.
     *
     * @throws AccountException when the password is too short, too long, or the name
     */
    static String hash(String user, char[] password) throws AccountException {
        if (password.length < MIN || password.length > MAX) {
            throw new AccountException(
                    "A password needs "
                            + MIN
                            + " to "
                            + MAX
                            + " characters, not "
                            + password.length);
        }
        if (user.equalsIgnoreCase(new String(password))) {
            throw new AccountException("The password must not be the name of the user");
        }
        byte[] bytes = bytes(password);
        try {
            byte[] hash =
                    BCrypt.with(
                                    VERSION,
                                    new SecureRandom(),
                                    LongPasswordStrategies.hashSha512(VERSION))
                            .hash(COST, bytes);
            return new String(hash, StandardCharsets.US_ASCII);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /**
     * Whether a password is the one that was hashed; takes as long whatever the answer.
     *
     * @param password in UTF-8
     */
    public static boolean matches(byte[] password, String hash) {
        return BCrypt.verifyer(VERSION, LongPasswordStrategies.hashSha512(VERSION))
                .verify(password, hash.getBytes(StandardCharsets.US_ASCII))
                .verified;
    }

    /** A new password that a person can type: about 99 bits. */
    public static char[] random() {
        SecureRandom random = new SecureRandom();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS * GROUP; i++) {
            text.append(i > 0 && i % GROUP == 0 ? "-" : "");
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString().toCharArray();
    }

    private static byte[] bytes(char[] password) {
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password));
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        Arrays.fill(encoded.array(), (byte) 0);
        return bytes;
    }
}
