package org.offhook.desktop.secrets;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.offhook.core.account.Secret;
import org.offhook.desktop.settings.DurableFile;

/**
 * Secrets in a file, each sealed with AES-256-GCM under a random key that lies beside it (both readable by their owner only). That
 * keeps passwords out of sight, out of searches and out of a copy of the one file; it does not stop a program that runs as the same
 * person, nor somebody who has both files.
 */
public final class EncryptedFileSecretStore implements SecretStore {
    private static final int KEY_BYTES = 32;
    /** NIST SP 800-38D §5.2.1.1: 96 bits is the length GCM is made for. */
    private static final int NONCE_BYTES = 12;

    private static final int TAG_BITS = 128;

    private final Path sealed;
    private final Path key;
    private final SecureRandom random = new SecureRandom();

    public EncryptedFileSecretStore(Path folder) {
        this.sealed = folder.resolve("secrets");
        this.key = folder.resolve("secrets.key");
    }

    @Override
    public synchronized Optional<Secret> find(String name) throws IOException {
        String entry = read().get(name);
        return entry == null ? Optional.empty() : Optional.of(Secret.of(open(name, entry)));
    }

    @Override
    public synchronized void keep(String name, Secret secret) throws IOException {
        Map<String, String> entries = read();
        entries.put(name, seal(name, secret.reveal()));
        write(entries);
    }

    @Override
    public synchronized void forget(String name) throws IOException {
        Map<String, String> entries = read();
        if (entries.remove(name) != null) {
            write(entries);
        }
    }

    /** One line a secret: name and sealed value, both in base64, a blank between. */
    private Map<String, String> read() throws IOException {
        Map<String, String> entries = new TreeMap<>();
        try {
            for (String line : Files.readAllLines(sealed)) {
                int blank = line.indexOf(' ');
                if (blank > 0) {
                    entries.put(text(line.substring(0, blank)), line.substring(blank + 1));
                }
            }
        } catch (NoSuchFileException e) {
            return entries;
        } catch (IllegalArgumentException e) {
            throw new IOException("the file of secrets is damaged", e);
        }
        return entries;
    }

    private void write(Map<String, String> entries) throws IOException {
        StringBuilder lines = new StringBuilder();
        entries.forEach((name, entry) -> lines.append(base64(name.getBytes(StandardCharsets.UTF_8)))
                .append(' ')
                .append(entry)
                .append('\n'));
        DurableFile.replace(sealed, lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    private String seal(String name, String value) throws IOException {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] closed = crypt(Cipher.ENCRYPT_MODE, makeKey(), nonce, name, value.getBytes(StandardCharsets.UTF_8));
        byte[] both = new byte[NONCE_BYTES + closed.length];
        System.arraycopy(nonce, 0, both, 0, NONCE_BYTES);
        System.arraycopy(closed, 0, both, NONCE_BYTES, closed.length);
        return base64(both);
    }

    private String open(String name, String entry) throws IOException {
        byte[] both;
        try {
            both = Base64.getDecoder().decode(entry);
        } catch (IllegalArgumentException e) {
            throw new IOException("the file of secrets is damaged", e);
        }
        if (both.length < NONCE_BYTES) {
            throw new IOException("the file of secrets is damaged");
        }
        byte[] nonce = java.util.Arrays.copyOf(both, NONCE_BYTES);
        byte[] closed = java.util.Arrays.copyOfRange(both, NONCE_BYTES, both.length);
        return new String(crypt(Cipher.DECRYPT_MODE, readKey(), nonce, name, closed), StandardCharsets.UTF_8);
    }

    /** The name is authenticated with the value, so that entries cannot be exchanged for one another. */
    private static byte[] crypt(int mode, byte[] keyBytes, byte[] nonce, String name, byte[] input) throws IOException {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(keyBytes, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IOException("a secret cannot be opened with the key beside it", e);
        }
    }

    private byte[] readKey() throws IOException {
        byte[] bytes = Files.readAllBytes(key);
        if (bytes.length != KEY_BYTES) {
            throw new IOException("the key of the secrets is damaged");
        }
        return bytes;
    }

    private byte[] makeKey() throws IOException {
        if (Files.exists(key)) {
            return readKey();
        }
        byte[] fresh = new byte[KEY_BYTES];
        random.nextBytes(fresh);
        DurableFile.replace(key, fresh);
        return fresh;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String text(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }
}
