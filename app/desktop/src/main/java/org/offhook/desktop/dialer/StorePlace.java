package org.offhook.desktop.dialer;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.offhook.desktop.settings.DataDirectory;

/** Where {@code store.address} says that the dialer's store is, without any secret. */
public sealed interface StorePlace {
    /** Name of the file in the data directory. */
    String FILE = "dialer.db";

    record SqliteFile(Path file) implements StorePlace {}

    /** @param url for JDBC, without user and password */
    record PostgresServer(String url, String user) implements StorePlace {
        /** Name of its password in a secret store. */
        String secretName() {
            return "store " + user + " " + url;
        }
    }

    /**
     * Reads an address: nothing or {@code sqlite} for a file in the data directory, {@code sqlite:PATH}, or
     * {@code postgresql://USER@HOST[:PORT]/DATABASE[?PARAMETERS]}. Empty when it is none of these, or has a password in it: addresses are
     * shown and logged.
     */
    static Optional<StorePlace> parse(String address, DataDirectory directory) {
        String text = address.strip();
        String lower = text.toLowerCase(Locale.ROOT);
        if (text.isEmpty() || lower.equals("sqlite")) {
            return Optional.of(new SqliteFile(directory.file(FILE)));
        }
        try {
            if (lower.startsWith("sqlite:")) {
                return Optional.of(new SqliteFile(directory
                        .path()
                        .resolve(text.substring("sqlite:".length()))
                        .normalize()));
            }
            return lower.startsWith("postgresql:") || lower.startsWith("postgres:")
                    ? server(new URI(text))
                    : Optional.empty();
        } catch (InvalidPathException | URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<StorePlace> server(URI address) {
        String user = address.getUserInfo();
        String database = address.getPath();
        if (address.getHost() == null
                || user == null
                || user.contains(":")
                || database == null
                || database.length() < 2) {
            return Optional.empty();
        }
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        return query.toLowerCase(Locale.ROOT).contains("password=")
                ? Optional.empty()
                : Optional.of(new PostgresServer(
                        "jdbc:postgresql://" + address.getHost() + port + address.getRawPath() + query, user));
    }

    /** For a person: the file or the server. */
    default String shown() {
        return switch (this) {
            case SqliteFile(Path file) -> "sqlite:" + file;
            case PostgresServer(String url, String user) ->
                url.replaceFirst("^jdbc:postgresql://", "postgresql://" + user + "@");
        };
    }
}
