package org.offhook.store.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.offhook.campaign.user.Password;
import org.offhook.store.StoreAddress;

/**
 * A PostgreSQL server of its own on loopback: data in a temporary folder, a port the system chose, gone with the test. As root it runs as
 * the user {@code postgres}, because PostgreSQL refuses to run as root. Where Debian's package is missing, tests that need it are skipped,
 * and say so.
 */
public final class PostgresPeer implements AutoCloseable {
    private static final String WHY_NOT = "NOT RUN: no PostgreSQL here (Debian package postgresql)";
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final Path programs;
    private final Path folder;
    private final int port;
    private final boolean durable;
    private final Password password;

    private PostgresPeer(Path programs, Path folder, int port, boolean durable) {
        this.programs = programs;
        this.durable = durable;
        this.folder = folder;
        this.port = port;
        this.password = Password.of("peer-" + port);
    }

    /**
     * Starts a server, or skips the test with a loud reason. It does not wait for the disk: however its processes or ours end, what they
     * wrote is with the kernel; only a machine that loses its power would tell the difference.
     */
    public static PostgresPeer start() {
        return start(false);
    }

    /** Starts a server as an administrator has it, which waits for the disk: for measurements. */
    public static PostgresPeer startDurable() {
        return start(true);
    }

    private static PostgresPeer start(boolean durable) {
        Optional<Path> programs = programs();
        if (programs.isEmpty()) {
            if (Boolean.getBoolean("offhook.peers.required")) { // continuous integration: every peer must be there
                throw new AssertionError(WHY_NOT);
            }
            System.err.println(WHY_NOT);
            Assumptions.abort(WHY_NOT);
        }
        try {
            Path folder = Files.createTempDirectory("offhook-postgres-");
            if (isRoot()) {
                run(List.of("chown", "postgres", folder.toString()));
            }
            PostgresPeer peer = new PostgresPeer(programs.get(), folder, freePort(), durable);
            peer.make();
            peer.begin();
            return peer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> programs() {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.comparing(Path::toString));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void make() throws IOException {
        Path secret = Files.createTempFile("offhook-postgres-", ".secret");
        Files.writeString(secret, password.reveal());
        if (isRoot()) {
            run(List.of("chown", "postgres", secret.toString()));
        }
        as(List.of(
                programs.resolve("initdb").toString(),
                "-D",
                data(),
                "-U",
                "offhook",
                "--auth=scram-sha-256",
                "--pwfile=" + secret,
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
                "--no-sync"));
        Files.delete(secret);
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    /** Starts the server again after {@link #stop}; returns when it answers. */
    public void begin() {
        as(List.of(
                programs.resolve("pg_ctl").toString(),
                "-D",
                data(),
                "-w",
                "-t",
                "60",
                "-l",
                folder.resolve("log").toString(),
                "-o",
                "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + folder
                        + " -c max_connections=60 -c shared_buffers=64MB" + (durable ? "" : " -c fsync=off"),
                "start"));
    }

    /** Stops it as an administrator in a hurry does: connections are cut, nothing that was committed is lost. */
    public void stop() {
        stop("immediate");
    }

    private void stop(String mode) {
        as(List.of(programs.resolve("pg_ctl").toString(), "-D", data(), "-w", "-t", "60", "-m", mode, "stop"));
    }

    /** As {@code store.address} of the settings names it. */
    public static String addressOf(StoreAddress.PostgresServer server) {
        return server.url().replace("jdbc:postgresql://", "postgresql://" + server.user() + "@");
    }

    /** Writes its password to a file in {@code folder}. */
    public static Path passwordFile(StoreAddress.PostgresServer server, Path folder) throws IOException {
        return Files.writeString(
                folder.resolve("store-password"), server.password().reveal());
    }

    /** What the settings of a machine say that keeps its store there; the password lies in {@code folder}. */
    public static List<String> settings(StoreAddress.PostgresServer server, Path folder) throws IOException {
        return List.of("store.address=" + addressOf(server), "store.passwordFile=" + passwordFile(server, folder));
    }

    /** The address of a new, empty database. */
    public StoreAddress newDatabase() {
        String name = "d" + DATABASES.incrementAndGet() + "_"
                + ProcessHandle.current().pid();
        try (Connection connection = DriverManager.getConnection(url("postgres"), "offhook", password.reveal());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("the peer makes no database", e);
        }
        return StoreAddress.postgres(url(name), "offhook", password);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    @Override
    public void close() {
        stop("immediate");
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void as(List<String> command) {
        List<String> full = new ArrayList<>();
        if (isRoot()) {
            full.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        full.addAll(command);
        run(full);
    }

    private static void run(List<String> command) {
        try {
            Path said = Files.createTempFile("offhook-postgres-", ".out");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile()); // no pipe: the server would inherit it and keep it open
            builder.environment().put("LC_ALL", "C");
            Process process = builder.start();
            if (!process.waitFor(90, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        String.format(Locale.ROOT, "%s: %s", command, Files.readString(said, StandardCharsets.UTF_8)));
            }
            Files.delete(said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
