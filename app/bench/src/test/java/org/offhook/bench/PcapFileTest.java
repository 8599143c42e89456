package org.offhook.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PcapFileTest {
    private static final byte[] INVITE =
            "INVITE sip:601@192.0.2.1 SIP/2.0\r\nCSeq: 1 INVITE\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    @Test
    void readsTheDatagramItsAddressesAndItsTime() throws IOException {
        List<CapturedPacket> packets = PcapFile.parse(file(INVITE, INVITE.length));

        assertThat(packets).hasSize(1);
        CapturedPacket packet = packets.getFirst();
        assertThat(packet.nanos()).isEqualTo(1_700_000_000_123_456_789L);
        assertThat(packet.source()).isEqualTo("192.0.2.7");
        assertThat(packet.sourcePort()).isEqualTo(5062);
        assertThat(packet.destination()).isEqualTo("192.0.2.1");
        assertThat(packet.destinationPort()).isEqualTo(5060);
        assertThat(packet.sipStartLine()).isEqualTo("INVITE sip:601@192.0.2.1 SIP/2.0");
        assertThat(packet.sipHeader("cseq")).isEqualTo("1 INVITE");
        assertThat(packet.isAudio()).isFalse();
    }

    @Test
    void stopsBeforeARecordThatIsStillBeingWritten() throws IOException {
        ByteBuffer whole = file(INVITE, INVITE.length);
        whole.limit(whole.limit() - 5);

        assertThat(PcapFile.parse(whole)).isEmpty();
    }

    @Test
    void tellsAudioFromSipByItsVersionAndPayloadType() throws IOException {
        byte[] rtp = new byte[172];
        rtp[0] = (byte) 0x80;
        rtp[1] = 8;

        CapturedPacket packet = PcapFile.parse(file(rtp, rtp.length)).getFirst();

        assertThat(packet.isAudio()).isTrue();
        assertThat(packet.sipStartLine()).isEmpty();
    }

    @Test
    void refusesAFileThatIsNoCapture() {
        assertThatThrownBy(() -> PcapFile.parse(ByteBuffer.wrap(new byte[64]))).isInstanceOf(IOException.class);
    }

    private static ByteBuffer file(byte[] payload, int length) {
        int frame = 14 + 20 + 8 + length;
        ByteBuffer file = ByteBuffer.allocate(24 + 16 + frame).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0xA1B23C4D)
                .putShort((short) 2)
                .putShort((short) 4)
                .putInt(0)
                .putInt(0)
                .putInt(65_535)
                .putInt(1);
        file.putInt(1_700_000_000).putInt(123_456_789).putInt(frame).putInt(frame);
        file.order(ByteOrder.BIG_ENDIAN).put(new byte[12]).putShort((short) 0x0800);
        file.put((byte) 0x45).put(new byte[8]).put((byte) 17).put(new byte[2]);
        file.put(new byte[] {(byte) 192, 0, 2, 7}).put(new byte[] {(byte) 192, 0, 2, 1});
        file.putShort((short) 5062)
                .putShort((short) 5060)
                .putShort((short) (8 + length))
                .putShort((short) 0);
        file.put(payload);
        return file.flip();
    }
}
