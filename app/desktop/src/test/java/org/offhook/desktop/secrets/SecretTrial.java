package org.offhook.desktop.secrets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.offhook.core.account.Account;
import org.offhook.core.account.Secret;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.desktop.settings.SettingsFile;
import org.offhook.desktop.stored.StoredAccount;

/** The product's way with passwords as a process of its own; prints what became of them, and the log. For tests only. */
final class SecretTrial {
    private SecretTrial() {}

    public static void main(String[] arguments) throws IOException {
        System.setProperty("org.slf4j.simpleLogger.logFile", "System.out");
        Path data = Files.createDirectories(Path.of(arguments[0]));
        String name = arguments[2];
        switch (arguments[1]) {
            case "save" -> save(data, name, arguments[3]);
            case "load" ->
                say(SystemSecretStore.probe()
                        .orElseThrow()
                        .find(name)
                        .map(found -> "found " + found.reveal())
                        .orElse("not found"));
            case "forget" -> SystemSecretStore.probe().orElseThrow().forget(name);
            default -> throw new IllegalArgumentException(arguments[1]);
        }
        System.exit(0);
    }

    private static void save(Path data, String name, String password) throws IOException {
        int at = name.indexOf('@');
        String domain = name.substring(at + 1);
        Account account =
                Account.of(name.substring(0, at), domain, ServerAddress.of(domain), Transport.TLS, Secret.of(password));
        Path settings = data.resolve("settings.json");
        StoredAccount accounts = new StoredAccount(
                new SettingsFile(settings),
                new EncryptedFileSecretStore(data),
                SystemSecretStore::probe,
                Runnable::run);
        accounts.save(account).toCompletableFuture().join().ifPresent(error -> say("refused " + error));
        String stored = Files.readString(settings);
        say("stored in " + stored.replaceAll("(?s).*\"secretIn\"\\s*:\\s*\"([a-z]+)\".*", "$1"));
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
