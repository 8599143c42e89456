package org.offhook.desktop.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.offhook.core.media.SrtpKey;
import org.offhook.rtp.codec.G711;
import org.offhook.rtp.srtp.SrtpProfile;
import org.offhook.rtp.srtp.SrtpReceiver;
import org.offhook.rtp.tone.ToneDetector;

/** The sockets of a far end whose words a test writes itself: it takes every datagram, and judges what could be heard in it. */
final class FarEndOnTheWire implements AutoCloseable {
    private static final int HEADER = 12;
    private static final int FRAME = 160;
    private static final int PATIENCE_MILLIS = 5_000;
    /** More than ten times what a phone that talks leaves between two packets. */
    private static final int SILENCE_MILLIS = 250;

    private final DatagramSocket speech;
    private final DatagramSocket reports;

    private FarEndOnTheWire(DatagramSocket speech, DatagramSocket reports) {
        this.speech = speech;
        this.reports = reports;
    }

    static FarEndOnTheWire open() throws IOException {
        while (true) {
            DatagramSocket speech = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            try {
                int next = speech.getLocalPort() + 1;
                return new FarEndOnTheWire(speech, new DatagramSocket(next, InetAddress.getLoopbackAddress()));
            } catch (SocketException | IllegalArgumentException taken) {
                speech.close();
            }
        }
    }

    /**
     * What it says of its stream.
     *
     * @param profile such as {@code RTP/SAVP}
     * @param lines of the section, each with its end
     */
    String sdp(String profile, String lines) {
        StringBuilder text =
                new StringBuilder("v=0\r\no=far 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n");
        text.append("m=audio %d %s 0\r\n".formatted(speech.getLocalPort(), profile));
        return text.append(lines).append("a=sendrecv\r\n").toString();
    }

    /** Speech of the phone from now on: half a second of it. */
    List<byte[]> speech() throws IOException {
        drain(speech);
        List<byte[]> packets = new ArrayList<>();
        while (packets.size() < 25) {
            packets.add(next(speech, PATIENCE_MILLIS));
        }
        return packets;
    }

    /** The next report of the phone. */
    byte[] report() throws IOException {
        return next(reports, PATIENCE_MILLIS);
    }

    /** Neither speech nor a report has come, nor does any come now. */
    void hasHeardNothing() throws IOException {
        for (DatagramSocket socket : List.of(speech, reports)) {
            try {
                byte[] came = next(socket, SILENCE_MILLIS);
                throw new AssertionError("somebody spoke: " + came.length + " bytes");
            } catch (SocketTimeoutException silence) {
                // as it has to be
            }
        }
    }

    private static void drain(DatagramSocket socket) throws IOException {
        try {
            while (true) {
                next(socket, 1);
            }
        } catch (SocketTimeoutException all) {
            // what comes next is of now
        }
    }

    private static byte[] next(DatagramSocket socket, int millis) throws IOException {
        byte[] bytes = new byte[2_048];
        DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
        socket.setSoTimeout(millis);
        socket.receive(packet);
        return Arrays.copyOf(bytes, packet.getLength());
    }

    /** Anybody on the way hears what the microphone hums. */
    static void assertPlain(List<byte[]> packets) {
        assertThat(packets).allMatch(packet -> packet.length == HEADER + FRAME);
        assertThat(hum(packets)).as("share of the packets that hum").isGreaterThan(0.9);
    }

    /** Nobody on the way hears it, whoever has the key does. */
    static void assertEncrypted(List<byte[]> packets, SrtpKey key) {
        assertThat(packets).as("speech and its tag").allMatch(packet -> packet.length > HEADER + FRAME);
        assertThat(hum(packets))
                .as("share of the packets that hum without the key")
                .isZero();
        assertThat(hum(opened(packets, key)))
                .as("share of the packets that hum")
                .isGreaterThan(0.9);
    }

    /** What the packets say to who has the key; each is authentic. */
    static List<byte[]> opened(List<byte[]> packets, SrtpKey key) {
        SrtpReceiver receiver = receiver(key);
        List<byte[]> opened = new ArrayList<>();
        for (byte[] packet : packets) {
            byte[] copy = packet.clone();
            int length = receiver.unprotect(copy, copy.length, 0);
            assertThat(length).as("authentic, and of that length").isEqualTo(HEADER + FRAME);
            opened.add(Arrays.copyOf(copy, length));
        }
        return opened;
    }

    /** The same of a report. */
    static void assertEncrypted(byte[] report, SrtpKey key) {
        byte[] copy = report.clone();
        assertThat(receiver(key).unprotectReport(copy, copy.length))
                .as("authentic")
                .isPositive();
    }

    private static SrtpReceiver receiver(SrtpKey key) {
        return new SrtpReceiver(SrtpProfile.valueOf(key.suite().name()), key.masterKey(), key.masterSalt());
    }

    private static double hum(List<byte[]> packets) {
        ToneDetector detector = new ToneDetector(G711.SAMPLE_RATE_HERTZ, TrialPhone.AGENT_HERTZ);
        for (byte[] packet : packets) {
            short[] samples = new short[FRAME];
            G711.MU_LAW.decode(packet, HEADER, FRAME, samples, 0);
            detector.accept(samples, 0, FRAME);
        }
        return detector.heardMillis() / (20.0 * packets.size());
    }

    @Override
    public void close() {
        speech.close();
        reports.close();
    }
}
