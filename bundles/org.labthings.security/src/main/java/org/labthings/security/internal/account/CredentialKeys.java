package org.labthings.security.internal.account;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/**
 * Makes keys for credentials that were found good: a hash with a salt of this process, so that no
 * secret stays in memory and nobody can find two with one key. From any thread.
 */
final class CredentialKeys {
    private static final int SALT = 32;

    private final MessageDigest salted;

    CredentialKeys() {
        byte[] salt = new byte[SALT];
        new SecureRandom().nextBytes(salt);
        try {
            salted = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
        salted.update(salt);
    }

    ByteBuffer of(String credential) {
        try {
            MessageDigest digest = (MessageDigest) salted.clone();
            return ByteBuffer.wrap(digest.digest(credential.getBytes(StandardCharsets.UTF_8)));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The JDK's SHA-256 can be cloned", e);
        }
    }
}
