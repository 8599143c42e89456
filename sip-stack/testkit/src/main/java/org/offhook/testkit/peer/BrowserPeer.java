package org.offhook.testkit.peer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Debian's Chromium, driven by a Node script with playwright-core. The script finds
 * {@code require("playwright-core")}, the browser in {@code process.env.CHROMIUM} (start it with
 * {@code executablePath} and, as root, {@code args: ["--no-sandbox"]}) and what the test gives it in its environment;
 * its output is the {@link #log}.
 */
public final class BrowserPeer implements AutoCloseable {
    private static final String VERSION = "1.60.0";

    private final PeerProcess process;

    private BrowserPeer(PeerProcess process) {
        this.process = process;
    }

    /** Starts a CommonJS script. */
    public static BrowserPeer run(Path script, Map<String, String> environment) {
        String node = PeerAvailability.program("node").toString();
        String chromium = PeerAvailability.program("chromium").toString();
        Path modules = PeerAvailability.cache().resolve("playwright-core-" + VERSION);
        if (!Files.exists(modules.resolve("complete"))) {
            throw PeerAvailability.absent("playwright-core is not in " + modules + "; .ci/peers fetches it");
        }
        Map<String, String> full = new HashMap<>(environment);
        full.put("NODE_PATH", modules.resolve("node_modules").toString());
        full.put("CHROMIUM", chromium);
        Path folder = PeerProcess.freshFolder("browser");
        // A profile of its own: the person's browser is not touched, and runs do not share state.
        full.put("HOME", folder.toString());
        return new BrowserPeer(
                PeerProcess.start(folder, List.of(node, script.toAbsolutePath().toString()), full));
    }

    /** What the script has printed. */
    public PeerLog log() {
        return process.log();
    }

    /** Tells the script something: one line on its standard input. */
    public void tell(String line) {
        process.type(line);
    }

    /** Waits for the script to end; anything but exit code 0 fails with its output. */
    public void awaitDone(Duration atMost) {
        int code = process.awaitExit(atMost);
        if (code != 0) {
            throw new AssertionError("the browser script ended with " + code + "; " + log().tail());
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
