package org.offhook.desktop;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.offhook.agent.desk.LoopAgentDesk;
import org.offhook.bridge.BridgeAddress;
import org.offhook.bridge.BridgeServer;
import org.offhook.bridge.BridgeSettings;
import org.offhook.bridge.BridgeStart;
import org.offhook.core.account.Secret;
import org.offhook.core.error.ErrorCode;
import org.offhook.desktop.instance.BridgeFile;
import org.offhook.desktop.rehearsal.DressRehearsal;
import org.offhook.desktop.settings.DataDirectory;
import org.offhook.desktop.settings.DurableFile;
import org.offhook.desktop.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the bridge once the phone has had the processor to itself, and keeps {@code bridge.json} true. */
final class BridgeHouse implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BridgeHouse.class);

    private static final BridgeStart NONE = new BridgeStart.Refused(ErrorCode.BRIDGE_PORT_TAKEN, "not started");

    private final DataDirectory directory;
    private final CompletableFuture<BridgeStart> opened = new CompletableFuture<>();
    private boolean closed;

    private BridgeHouse(DataDirectory directory) {
        this.directory = directory;
    }

    /** @param after the bridge's start costs the processor that registering and drawing need, so it waits for this */
    static BridgeHouse open(
            Settings settings, DataDirectory directory, LoopAgentDesk desk, CompletableFuture<?> after) {
        BridgeHouse house = new BridgeHouse(directory);
        if (settings.bridge().enabled()) {
            after.whenCompleteAsync(
                    (result, thrown) -> house.start(settings, desk),
                    work -> Thread.ofPlatform().daemon().name("offhook-bridge").start(work));
        }
        return house;
    }

    private void start(Settings settings, LoopAgentDesk desk) {
        if (isClosed()) {
            return;
        }
        BridgeStart start = BridgeServer.start(
                BridgeSettings.on(settings.bridge().port())
                        .withCrmPage(settings.bridge().crmPage())
                        .withPairingKey(pairingKey(directory)),
                desk);
        if (start instanceof BridgeStart.Refused(ErrorCode error, String detail)) {
            desk.raiseFault(error, detail);
        }
        announce(start, desk);
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** A phone that was ended while its bridge was starting must leave neither a listener nor a file behind. */
    private synchronized void announce(BridgeStart start, LoopAgentDesk desk) {
        if (start instanceof BridgeStart.Listening(BridgeServer server)) {
            if (closed) {
                server.close();
                return;
            }
            announce(directory, server.address(), desk);
            server.rehearse();
            DressRehearsal.begin();
        }
        opened.complete(start);
    }

    /** Programs find the bridge by this file alone; pages find it by its port. */
    private static void announce(DataDirectory directory, BridgeAddress address, LoopAgentDesk desk) {
        try {
            BridgeFile.write(
                    directory.path(),
                    new BridgeFile.Address(
                            address.port(),
                            address.token(),
                            ProcessHandle.current().pid()));
        } catch (IOException e) {
            LOG.warn("bridge.json could not be written: {}", e.toString());
            if (directory.writable()) { // else that is what is said already
                desk.raiseFault(ErrorCode.STORE_FULL, "bridge.json");
            }
        }
    }

    /**
     * Key of the tokens that pages were given, kept over restarts. It is no password of anybody's: who can read it can read
     * {@code bridge.json} too.
     */
    private static Optional<Secret> pairingKey(DataDirectory directory) {
        Path file = directory.file("pairing.key");
        try {
            String kept = Files.readString(file, StandardCharsets.US_ASCII).strip();
            return kept.isEmpty() ? newPairingKey(file) : Optional.of(Secret.of(kept));
        } catch (NoSuchFileException e) {
            return newPairingKey(file);
        } catch (CharacterCodingException e) {
            LOG.warn("pairing.key is damaged and made anew, pages will be asked for once more");
            return newPairingKey(file);
        } catch (IOException e) {
            LOG.warn(
                    "pairing.key cannot be read, pages will be asked for anew: {}",
                    e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private static Optional<Secret> newPairingKey(Path file) {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        String key = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        try {
            DurableFile.replace(file, key.getBytes(StandardCharsets.US_ASCII));
            return Optional.of(Secret.of(key));
        } catch (IOException e) {
            return Optional.empty(); // pages are asked for anew next time
        }
    }

    /** Completes when the bridge listens or cannot; never while it is switched off. */
    CompletableFuture<BridgeStart> opened() {
        return opened;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (opened.getNow(NONE) instanceof BridgeStart.Listening(BridgeServer server)) {
            server.close();
            try {
                BridgeFile.remove(directory.path());
            } catch (IOException e) {
                LOG.warn("bridge.json could not be removed: {}", e.toString());
            }
        }
    }
}
