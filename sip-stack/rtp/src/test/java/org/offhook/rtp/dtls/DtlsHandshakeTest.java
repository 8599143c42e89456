package org.offhook.rtp.dtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.offhook.rtp.srtp.SrtpProfile;
import org.offhook.rtp.srtp.SrtpReceiver;
import org.offhook.rtp.srtp.SrtpSender;
import org.offhook.testkit.base.Seed;

/** Two sides of a handshake over two arrays: no socket, no clock of ours. */
class DtlsHandshakeTest {

    private static final DtlsCertificate OURS = certificate();
    private static final DtlsCertificate THEIRS = certificate();

    private final AtomicInteger datagrams = new AtomicInteger();

    private static DtlsCertificate certificate() {
        return DtlsCertificate.selfSigned(new SecureRandom(), Instant.now());
    }

    /** What each side came to. */
    private record Outcome(
            CompletableFuture<DtlsHandshake.Secured> client, CompletableFuture<DtlsHandshake.Secured> server) {
        DtlsKeys keys(CompletableFuture<DtlsHandshake.Secured> side) throws Exception {
            return side.get(20, TimeUnit.SECONDS).keys();
        }
    }

    /**
     * Runs one.
     *
     * @param expectedOfServer what the client was told of the server's certificate
     * @param lost which datagrams, counted from 0, get lost
     */
    private Outcome shake(String expectedOfServer, String expectedOfClient, IntPredicate lost) {
        AtomicReference<DtlsLink> client = new AtomicReference<>();
        AtomicReference<DtlsLink> server = new AtomicReference<>();
        client.set(new DtlsLink((bytes, at, length) -> carry(there(server), bytes, at, length, lost)));
        server.set(new DtlsLink((bytes, at, length) -> carry(there(client), bytes, at, length, lost)));
        return new Outcome(
                run(OURS, new DtlsTerms(true, "sha-256", expectedOfServer), there(client)),
                run(THEIRS, new DtlsTerms(false, "sha-256", expectedOfClient), there(server)));
    }

    /** The other end, which is there before anything is sent. */
    private static DtlsLink there(AtomicReference<DtlsLink> end) {
        return Objects.requireNonNull(end.get());
    }

    private void carry(DtlsLink to, byte[] bytes, int offset, int length, IntPredicate lost) {
        byte[] datagram = Arrays.copyOfRange(bytes, offset, offset + length);
        assertThat(DtlsLink.meant(datagram, length)).isTrue();
        if (!lost.test(datagrams.getAndIncrement())) {
            to.offer(datagram, length);
        }
    }

    private static CompletableFuture<DtlsHandshake.Secured> run(DtlsCertificate own, DtlsTerms terms, DtlsLink link) {
        CompletableFuture<DtlsHandshake.Secured> outcome = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                DtlsHandshake.Secured done = new DtlsHandshake(own, terms, link).run();
                outcome.complete(done);
                done.linger();
            } catch (IOException failed) {
                outcome.completeExceptionally(failed);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return outcome;
    }

    @Test
    void bothSidesComeToTheSameKeysEachForItsOwnDirection() throws Exception {
        Outcome outcome = shake(THEIRS.fingerprint(), OURS.fingerprint(), n -> false);
        DtlsKeys client = outcome.keys(outcome.client());
        DtlsKeys server = outcome.keys(outcome.server());
        assertThat(client.profile()).isEqualTo(SrtpProfile.AEAD_AES_256_GCM);
        assertThat(client.send()).isEqualTo(server.receive()).isNotEqualTo(client.receive());
        assertThat(client.receive()).isEqualTo(server.send());
        assertThat(client.toString()).isEqualTo("AEAD_AES_256_GCM •••");
        String said = "hello";
        byte[] packet = new byte[100];
        packet[0] = (byte) 0x80;
        System.arraycopy(said.getBytes(StandardCharsets.US_ASCII), 0, packet, 12, said.length());
        int length = sender(client).protect(packet, 12 + said.length());
        assertThat(new String(packet, 12, said.length(), StandardCharsets.US_ASCII))
                .isNotEqualTo(said);
        assertThat(receiver(server).unprotect(packet, length, 0)).isEqualTo(12 + said.length());
        assertThat(new String(packet, 12, said.length(), StandardCharsets.US_ASCII))
                .isEqualTo(said);
    }

    private static SrtpSender sender(DtlsKeys keys) {
        int key = keys.profile().keyBytes();
        byte[] all = keys.send();
        return new SrtpSender(keys.profile(), Arrays.copyOf(all, key), Arrays.copyOfRange(all, key, all.length), 0);
    }

    private static SrtpReceiver receiver(DtlsKeys keys) {
        int key = keys.profile().keyBytes();
        byte[] all = keys.receive();
        return new SrtpReceiver(keys.profile(), Arrays.copyOf(all, key), Arrays.copyOfRange(all, key, all.length));
    }

    @Test
    void anotherCertificateThanSignalledGetsNoKeys() {
        Outcome byServer = shake(certificate().fingerprint(), OURS.fingerprint(), n -> false);
        assertThatThrownBy(() -> byServer.keys(byServer.client()))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(DtlsHandshake.Impostor.class);
        assertThatThrownBy(() -> byServer.keys(byServer.server())).hasCauseInstanceOf(IOException.class);
        Outcome byClient = shake(THEIRS.fingerprint(), certificate().fingerprint(), n -> false);
        assertThatThrownBy(() -> byClient.keys(byClient.server())).hasCauseInstanceOf(DtlsHandshake.Impostor.class);
        assertThatThrownBy(() -> byClient.keys(byClient.client())).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void whatGetsLostIsSaidAgain() throws Exception {
        for (int first = 0; first < 3; first++) {
            int missing = first;
            datagrams.set(0);
            Outcome outcome = shake(THEIRS.fingerprint(), OURS.fingerprint(), n -> n == missing);
            assertThat(outcome.keys(outcome.client()).send())
                    .as("with datagram %d lost", missing)
                    .isEqualTo(outcome.keys(outcome.server()).receive());
        }
    }

    @Test
    void garbageIsCountedAndIgnored() throws Exception {
        java.util.Random random = new Random(Seed.of("DtlsHandshakeTest"));
        DtlsLink link = new DtlsLink((bytes, at, length) -> {});
        int refused = 0;
        for (int i = 0; i < 2_000; i++) {
            byte[] junk = new byte[1 + random.nextInt(200)];
            random.nextBytes(junk);
            junk[0] = (byte) (20 + random.nextInt(44));
            refused += link.offer(junk, junk.length) ? 0 : 1;
        }
        assertThat(link.refused()).isEqualTo(refused).isGreaterThan(1_900);
        assertThat(DtlsLink.meant(new byte[] {(byte) 0x80}, 1)).as("RTP").isFalse();
        assertThat(DtlsLink.meant(new byte[] {1}, 1)).as("STUN").isFalse();
        assertThat(DtlsLink.meant(new byte[0], 0)).isFalse();
        byte[] tooMany = record(22, 20);
        for (int i = 0; i < 100; i++) {
            link.offer(tooMany, tooMany.length);
        }
        assertThat(link.refused()).as("a flood waits nowhere").isGreaterThanOrEqualTo(refused + 68);
    }

    private static byte[] record(int type, int body) {
        byte[] bytes = new byte[13 + body];
        bytes[0] = (byte) type;
        bytes[1] = (byte) 0xfe;
        bytes[2] = (byte) 0xfd;
        bytes[12] = (byte) body;
        return bytes;
    }

    @Test
    void recordsOfNobodyInTheMiddleOfAHandshakeDoNotEndIt() throws Exception {
        AtomicReference<DtlsLink> client = new AtomicReference<>();
        AtomicReference<DtlsLink> server = new AtomicReference<>();
        byte[] stray = record(23, 30);
        client.set(new DtlsLink((bytes, at, length) -> {
            there(server).offer(stray, stray.length);
            there(server).offer(Arrays.copyOfRange(bytes, at, at + length), length);
        }));
        server.set(new DtlsLink((bytes, at, length) -> {
            there(client).offer(stray, stray.length);
            there(client).offer(Arrays.copyOfRange(bytes, at, at + length), length);
        }));
        CompletableFuture<DtlsHandshake.Secured> one =
                run(OURS, new DtlsTerms(true, "sha-256", THEIRS.fingerprint()), there(client));
        CompletableFuture<DtlsHandshake.Secured> other =
                run(THEIRS, new DtlsTerms(false, "sha-256", OURS.fingerprint()), there(server));
        assertThat(one.get(20, TimeUnit.SECONDS).keys().send())
                .isEqualTo(other.get(20, TimeUnit.SECONDS).keys().receive());
    }

    @Test
    void aClosedLinkEndsAHandshakeThatNobodyAnswers() {
        DtlsLink link = new DtlsLink((bytes, at, length) -> {});
        CompletableFuture<DtlsHandshake.Secured> waiting =
                run(OURS, new DtlsTerms(true, "sha-256", THEIRS.fingerprint()), link);
        link.close();
        assertThatThrownBy(() -> waiting.get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(IOException.class);
    }
}
