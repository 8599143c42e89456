package org.offhook.desktop.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.offhook.campaign.schedule.FutureCallStorePort.Added;
import org.offhook.campaign.schedule.NewFutureCall;
import org.offhook.campaign.schedule.WallTime;
import org.offhook.desktop.commandline.Console;
import org.offhook.desktop.commandline.ExitCode;
import org.offhook.desktop.commandline.Passwords;
import org.offhook.store.Store;
import org.offhook.store.StoreAddress;
import org.offhook.store.peer.PostgresPeer;
import picocli.CommandLine;

/** A terminal of an administrator. */
final class OfficeBench {
    private final Path directory;
    private final List<String> overrides = new ArrayList<>(List.of("secrets.useSystem=false"));
    private StoreAddress address;
    private ByteArrayOutputStream out = new ByteArrayOutputStream();
    private ByteArrayOutputStream err = new ByteArrayOutputStream();

    OfficeBench(Path directory) {
        this.directory = directory;
        this.address = StoreAddress.sqlite(directory.resolve("dialer.db"));
    }

    OfficeBench with(String override) {
        overrides.add(override);
        return this;
    }

    /** Has the commands work on a server's database, as an administrator names it. */
    OfficeBench on(StoreAddress.PostgresServer server) throws IOException {
        address = server;
        PostgresPeer.settings(server, directory).forEach(this::with);
        return this;
    }

    /** Types {@code arguments} and then {@code answers}, a line each. */
    int type(List<String> arguments, String... answers) {
        String lines = answers.length == 0 ? "" : String.join("\n", answers) + "\n";
        return run(arguments, new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
    }

    private int run(List<String> arguments, InputStream keys) {
        out = new ByteArrayOutputStream();
        err = new ByteArrayOutputStream();
        CommandLine admin = AdminCommands.of(
                new Console(print(out), print(err)), new Passwords(keys), () -> directory, () -> overrides);
        admin.setErr(new java.io.PrintWriter(err, true, StandardCharsets.UTF_8));
        admin.setOut(new java.io.PrintWriter(out, true, StandardCharsets.UTF_8));
        return admin.execute(arguments.toArray(String[]::new));
    }

    /** The same; {@code meanwhile} happens while the first question stands. */
    int typeWhile(List<String> arguments, Runnable meanwhile, String answer) {
        InputStream keys = new ByteArrayInputStream((answer + "\n").getBytes(StandardCharsets.UTF_8));
        AtomicBoolean happened = new AtomicBoolean();
        return run(arguments, new FilterInputStream(keys) {
            @Override
            public int read() throws IOException {
                happen();
                return super.read();
            }

            @Override
            public int read(byte[] into, int from, int most) throws IOException {
                happen();
                return super.read(into, from, most);
            }

            private void happen() {
                if (happened.compareAndSet(false, true)) {
                    meanwhile.run();
                }
            }
        });
    }

    /** The same for words without blanks in them. */
    int type(String line) {
        return type(List.of(line.split(" ")));
    }

    /** The same, and it is done. */
    void done(String line) {
        assertThat(type(line)).as(line + ": " + complained()).isEqualTo(ExitCode.DONE);
    }

    /** Makes the first administrator; answers the password. */
    String initialised() {
        done("init");
        return said().lines()
                .filter(line -> line.startsWith("Password: "))
                .findFirst()
                .orElseThrow()
                .substring("Password: ".length());
    }

    /** What a command says with {@code --json}. */
    JsonNode json(String line) throws IOException {
        done(line);
        return new ObjectMapper().readTree(said());
    }

    /** A future call is there, is named and cancelled, and cannot be cancelled again. */
    void listsAndCancelsAFutureCall() {
        NewFutureCall call = new NewFutureCall(
                "acme",
                "7",
                "admin",
                "2101",
                "2102",
                "",
                new WallTime(LocalDateTime.of(2030, 1, 2, 9, 30), ZoneId.of("Asia/Kolkata")),
                Duration.ofSeconds(30),
                1,
                Duration.ofMinutes(5));
        try (Store store = store()) {
            assertThat(store.futureCalls().add(call)).isInstanceOf(Added.Scheduled.class);
        }
        done("schedule list acme --json");
        assertThat(said()).contains("\"2030-01-02T09:30\"", "\"Asia/Kolkata\"");
        done("schedule cancel 1 --yes");
        assertThat(type("schedule cancel 1 --yes")).isEqualTo(ExitCode.REFUSED);
        done("schedule list acme");
        assertThat(said()).isEqualTo("None.\n");
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** The store that the commands work on. */
    Store store() {
        return Store.open(address);
    }

    Path directory() {
        return directory;
    }
}
