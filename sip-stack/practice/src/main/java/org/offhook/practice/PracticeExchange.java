package org.offhook.practice;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.offhook.core.account.Account;
import org.offhook.core.account.Secret;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.media.MediaEngine;
import org.offhook.practice.digest.DigestDoor;
import org.offhook.practice.farend.FarEndInput;
import org.offhook.practice.farend.FarEndScript.Deed;
import org.offhook.sip.SipNode;
import org.offhook.sip.SipNodeException;
import org.offhook.sip.SipNodeSettings;

/**
 * A telephone exchange for practice, on loopback only: a registrar with digest challenge and people to call
 * ({@link PracticeDirectory}), spoken to by SIP over UDP or TCP and by RTP like any other. Passwords are random and live as long as
 * the exchange. All methods may be called from any thread.
 */
public final class PracticeExchange implements AutoCloseable {
    private final ExchangeLoop loop;
    private final MediaEngine media;
    private final Exchange exchange;
    private final SipNode node;
    private final Map<String, Secret> passwords;

    private PracticeExchange(
            ExchangeLoop loop, MediaEngine media, Exchange exchange, SipNode node, Map<String, Secret> passwords) {
        this.loop = loop;
        this.media = media;
        this.exchange = exchange;
        this.node = node;
        this.passwords = passwords;
    }

    /** Starts an exchange that nobody watches. */
    public static PracticeExchange start(PracticeSettings settings) throws PracticeException {
        return start(settings, report -> {});
    }

    /**
     * Binds the ports and begins to answer. Takes some 100 ms when the SIP classes are not loaded yet: not for the loop or a
     * screen's thread.
     *
     * @param observer told on the exchange's thread of each call that connected, heard a digit, or ended; returns at once
     * @throws PracticeException when the port is taken or the system refuses sockets
     */
    public static PracticeExchange start(PracticeSettings settings, Consumer<HeardCall> observer)
            throws PracticeException {
        SecureRandom random = new SecureRandom();
        Map<String, Secret> passwords = new TreeMap<>();
        for (String extension : settings.extensions()) {
            byte[] bytes = new byte[12];
            random.nextBytes(bytes);
            passwords.put(extension, Secret.of(HexFormat.of().formatHex(bytes)));
        }
        ExchangeLoop loop = new ExchangeLoop();
        MediaEngine media = MediaEngine.onLoopback("practice");
        DigestDoor door = new DigestDoor(
                Exchange.DOMAIN, settings.algorithms(), user -> Optional.ofNullable(passwords.get(user)), random);
        Exchange exchange = new Exchange(settings, loop, media, door, observer);
        try {
            SipNode node = open(settings, exchange);
            exchange.attach(node);
            return new PracticeExchange(loop, media, exchange, node, passwords);
        } catch (SipNodeException refused) {
            loop.close();
            media.close();
            throw new PracticeException("the practice exchange could not start", refused);
        }
    }

    private static SipNode open(PracticeSettings settings, Exchange exchange) throws SipNodeException {
        InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
        SipNodeSettings base = SipNodeSettings.on("practice", loopback)
                .withPorts(Map.of(Transport.UDP, settings.port(), Transport.TCP, settings.port()))
                .withLoopbackOnly(true)
                .withUserAgent("Offhook practice exchange");
        return SipNode.open(base, exchange);
    }

    /** An account on this exchange for its first extension over UDP. */
    public Account account() {
        return account(passwords.keySet().iterator().next(), Transport.UDP);
    }

    /**
     * An account on this exchange.
     *
     * @throws IllegalArgumentException when there is no such extension, or the exchange does not speak that transport
     */
    public Account account(String extension, Transport transport) {
        Secret password = passwords.get(extension);
        if (password == null) {
            throw new IllegalArgumentException("no extension " + extension);
        }
        InetSocketAddress at = node.localAddress(transport);
        return Account.of(
                extension,
                Exchange.DOMAIN,
                ServerAddress.of(at.getAddress().getHostAddress(), at.getPort()),
                transport,
                password);
    }

    /** Where it listens. */
    public InetSocketAddress address(Transport transport) {
        return node.localAddress(transport);
    }

    /** Whether the extension has a binding now. */
    public boolean registered(String extension) {
        return exchange.registered(extension);
    }

    /** A customer calls this extension after {@code delay}; the future cancels it. Nothing happens if it is not registered then. */
    public Future<?> callIn(String extension, Duration delay) {
        return loop.after(delay, () -> exchange.call(extension));
    }

    /** Somebody speaks a message into the mailbox. */
    public void leaveMessage() {
        loop.run(() -> exchange.notifier().leaveMessage());
    }

    /** Everybody who talks hangs up now; everybody who rings stops. */
    public void hangUpAll() {
        loop.run(() -> exchange.tellAll(new FarEndInput.HangUpOrdered()));
    }

    /** Everybody who talks puts the phone on hold now. */
    public void holdAll() {
        loop.run(() -> exchange.tellAll(new FarEndInput.DeedOrdered(new Deed.Hold())));
    }

    /** Everybody who holds takes the phone back now. */
    public void resumeAll() {
        loop.run(() -> exchange.tellAll(new FarEndInput.DeedOrdered(new Deed.Resume())));
    }

    /** Everybody who talks keys these digits now (RFC 4733). */
    public void keyDigits(String digits) {
        loop.run(() -> exchange.tellAll(new FarEndInput.DeedOrdered(new Deed.KeyDigits(digits))));
    }

    /** What the far ends heard: the last calls, oldest first, running ones included. */
    public List<HeardCall> heard() {
        return exchange.reports();
    }

    /** Ends all calls, tells the phones, and gives ports and threads back within three seconds. */
    @Override
    public void close() {
        loop.close(() -> exchange.tellAll(new FarEndInput.HangUpOrdered()));
        node.close();
        media.close();
    }
}
