package org.offhook.rtp.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.offhook.rtp.packet.RtpPacket;

/** RFC 3711 and RFC 7714, as seen from outside: what goes in comes out, and nothing else does. */
class SrtpTest {

    private static final int SSRC = 0xcafe_babe;
    private static final int PLAIN = RtpPacket.HEADER_BYTES + 160;

    private final byte[] packet = new byte[400];

    private static byte[] filled(int length, int with) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) with);
        return bytes;
    }

    private static SrtpSender sender(SrtpProfile profile, int key) {
        return new SrtpSender(profile, filled(profile.keyBytes(), key), filled(profile.saltBytes(), 7), SSRC);
    }

    private static SrtpReceiver receiver(SrtpProfile profile, int key) {
        return new SrtpReceiver(profile, filled(profile.keyBytes(), key), filled(profile.saltBytes(), 7));
    }

    private int plain(int sequenceNumber) {
        Arrays.fill(packet, (byte) sequenceNumber);
        RtpPacket.writeHeader(packet, 0, false, 0, sequenceNumber & 0xffff, sequenceNumber * 160, SSRC);
        return PLAIN;
    }

    @Test
    void countsAsTheRfcsOwnExampleDoes() {
        // RFC 3711 B.3 gives keys derived from this master key; the packet below was encrypted with them by hand of AES
        // in
        // counter mode: key C61E7A93744F39EE10734AFE3FF7A087, salt 30CBBC08863D8C85D49DB34A9AE1.
        HexFormat hex = HexFormat.of();
        SrtpSender sender = new SrtpSender(
                SrtpProfile.AES_CM_128_HMAC_SHA1_80,
                hex.parseHex("e1f97a0d3e018be0d64fa32c06de4139"),
                hex.parseHex("0ec675ad498afeebb6960b3aabe6"),
                SSRC);
        byte[] zero = new byte[64];
        RtpPacket.writeHeader(zero, 0, false, 0, 1, 0, SSRC);
        int length = sender.protect(zero, 28);
        assertThat(length).isEqualTo(38);
        byte[] expected = CounterMode.keyStream(
                hex.parseHex("c61e7a93744f39ee10734afe3ff7a087"),
                hex.parseHex("30cbbc08863d8c85d49db34a9ae1"),
                SSRC,
                1,
                16);
        assertThat(Arrays.copyOfRange(zero, 12, 28)).isEqualTo(expected);
    }

    /** AES in counter mode as RFC 3711 §4.1.1 writes it, by the JDK's cipher. */
    private static final class CounterMode {
        static byte[] keyStream(byte[] key, byte[] salt, int ssrc, long index, int length) {
            byte[] counter = Arrays.copyOf(salt, 16);
            for (int i = 0; i < 4; i++) {
                counter[4 + i] ^= (byte) (ssrc >>> (24 - 8 * i));
            }
            for (int i = 0; i < 6; i++) {
                counter[8 + i] ^= (byte) (index >>> (40 - 8 * i));
            }
            try {
                javax.crypto.Cipher cipher = javax.crypto.Cipher.getInstance("AES/CTR/NoPadding");
                cipher.init(
                        javax.crypto.Cipher.ENCRYPT_MODE,
                        new javax.crypto.spec.SecretKeySpec(key, "AES"),
                        new javax.crypto.spec.IvParameterSpec(counter));
                return cipher.doFinal(new byte[length]);
            } catch (java.security.GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void whatIsEncryptedIsReadByTheRightKeyOnly(SrtpProfile profile) {
        int length = sender(profile, 1).protect(packet, plain(5));
        assertThat(length).isGreaterThan(PLAIN).isLessThanOrEqualTo(PLAIN + SrtpSender.MOST_ADDED_BYTES);
        assertThat(Arrays.copyOfRange(packet, 12, PLAIN)).isNotEqualTo(filled(160, 5));
        byte[] copy = packet.clone();
        SrtpReceiver stranger = receiver(profile, 2);
        assertThat(stranger.unprotect(copy, length, 0)).isEqualTo(-1);
        assertThat(stranger.refused()).isEqualTo(1);
        assertThat(receiver(profile, 1).unprotect(packet, length, 0)).isEqualTo(PLAIN);
        assertThat(Arrays.copyOfRange(packet, 12, PLAIN)).isEqualTo(filled(160, 5));
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void onePacketCountsOnceAndAChangedOneNever(SrtpProfile profile) {
        SrtpSender sender = sender(profile, 1);
        SrtpReceiver receiver = receiver(profile, 1);
        int length = sender.protect(packet, plain(5));
        byte[] again = packet.clone();
        byte[] changed = packet.clone();
        changed[20] ^= 1;
        assertThat(receiver.unprotect(changed, length, 0)).isEqualTo(-1);
        assertThat(receiver.unprotect(packet, length, 200_000_000L)).isEqualTo(PLAIN);
        assertThat(receiver.unprotect(again, length, 0)).as("a replay").isEqualTo(-1);
        assertThat(receiver.refused()).isEqualTo(2);
        for (int cut = 0; cut < length; cut += 7) {
            assertThat(receiver.unprotect(again.clone(), cut, 0)).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void theSequenceNumberWrapsTwiceWithLossAndReordering(SrtpProfile profile) {
        SrtpSender sender = sender(profile, 1);
        SrtpReceiver receiver = receiver(profile, 1);
        int heard = 0;
        byte[] held = new byte[400];
        int heldLength = 0;
        for (int i = 65_000; i < 65_000 + 140_000; i++) {
            int length = sender.protect(packet, plain(i));
            if (i % 97 == 0) {
                continue;
            }
            if (i % 53 == 0) {
                System.arraycopy(packet, 0, held, 0, length);
                heldLength = length;
                continue;
            }
            heard += receiver.unprotect(packet, length, i) == PLAIN ? 1 : 0;
            if (heldLength > 0) {
                heard += receiver.unprotect(held, heldLength, i) == PLAIN ? 1 : 0;
                heldLength = 0;
            }
        }
        assertThat(receiver.refused()).isZero();
        assertThat(heard).isGreaterThan(138_000);
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void reportsAreEncryptedToo(SrtpProfile profile) {
        byte[] report = new byte[200];
        report[0] = (byte) 0x80;
        report[1] = (byte) 201;
        report[3] = 1;
        System.arraycopy(new byte[] {(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe}, 0, report, 4, 4);
        Arrays.fill(report, 8, 60, (byte) 3);
        byte[] clear = report.clone();
        SrtpSender sender = sender(profile, 1);
        SrtpReceiver receiver = receiver(profile, 1);
        int length = sender.protectReport(report, 60);
        assertThat(length).isGreaterThan(60);
        byte[] again = report.clone();
        assertThat(receiver.unprotectReport(report, length)).isEqualTo(60);
        assertThat(Arrays.copyOf(report, 60)).isEqualTo(Arrays.copyOf(clear, 60));
        assertThat(receiver.unprotectReport(again, length)).as("a replay").isEqualTo(-1);
    }

    @Test
    void strangersCannotMakeItDeriveKeysAtWill() {
        SrtpProfile profile = SrtpProfile.AES_CM_128_HMAC_SHA1_80;
        SrtpSender sender = sender(profile, 1);
        SrtpReceiver receiver = receiver(profile, 1);
        assertThat(receiver.unprotect(packet, sender.protect(packet, plain(1)), 0))
                .isEqualTo(PLAIN);
        Random random = new Random(3711);
        byte[] noise = new byte[200];
        for (int i = 0; i < 20_000; i++) {
            random.nextBytes(noise);
            noise[0] = (byte) 0x80;
            assertThat(receiver.unprotect(noise, random.nextInt(noise.length), i))
                    .isEqualTo(-1);
        }
        assertThat(receiver.unprotect(packet, sender.protect(packet, plain(2)), 0))
                .as("the peer is heard all the same")
                .isEqualTo(PLAIN);
    }

    @Test
    void whatItCostsIsMeasured() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (SrtpProfile profile : SrtpProfile.values()) {
            SrtpSender sender = sender(profile, 1);
            SrtpReceiver receiver = receiver(profile, 1);
            for (int i = 0; i < 3_000; i++) {
                receiver.unprotect(packet, sender.protect(packet, plain(i)), 0);
            }
            long bytes = threads.getCurrentThreadAllocatedBytes();
            long nanos = System.nanoTime();
            for (int i = 3_000; i < 13_000; i++) {
                receiver.unprotect(packet, sender.protect(packet, plain(i)), 0);
            }
            long took = (System.nanoTime() - nanos) / 10_000;
            bytes = (threads.getCurrentThreadAllocatedBytes() - bytes) / 10_000;
            System.out.printf("MEASURED %s: %d ns and %d bytes of garbage a packet both ways%n", profile, took, bytes);
            assertThat(bytes).isLessThan(4_000);
        }
    }
}
