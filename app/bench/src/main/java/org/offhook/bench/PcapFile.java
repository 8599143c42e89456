package org.offhook.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the UDP datagrams of a capture file in the classic pcap format (Ethernet or Linux "cooked" link type, IPv4). A file that is
 * still being written ends at its last whole record.
 */
final class PcapFile {
    private static final int MAGIC_MICROS = 0xA1B2C3D4;
    private static final int MAGIC_NANOS = 0xA1B23C4D;
    private static final int FILE_HEADER = 24;
    private static final int RECORD_HEADER = 16;
    private static final int LINK_ETHERNET = 1;
    private static final int LINK_COOKED = 113;

    private PcapFile() {}

    static List<CapturedPacket> read(Path file) throws IOException {
        return parse(ByteBuffer.wrap(Files.readAllBytes(file)));
    }

    static List<CapturedPacket> parse(ByteBuffer file) throws IOException {
        List<CapturedPacket> packets = new ArrayList<>();
        if (file.remaining() < FILE_HEADER) {
            return packets;
        }
        file.order(ByteOrder.LITTLE_ENDIAN);
        int magic = file.getInt(0);
        if (magic != MAGIC_MICROS && magic != MAGIC_NANOS) {
            file.order(ByteOrder.BIG_ENDIAN);
            magic = file.getInt(0);
        }
        if (magic != MAGIC_MICROS && magic != MAGIC_NANOS) {
            throw new IOException("not a pcap file");
        }
        long fraction = magic == MAGIC_NANOS ? 1 : 1_000;
        int link = file.getInt(20);
        int linkHeader = switch (link) {
            case LINK_ETHERNET -> 14;
            case LINK_COOKED -> 16;
            default -> throw new IOException("link type " + link + " is not read");
        };
        int at = FILE_HEADER;
        while (at + RECORD_HEADER <= file.limit()) {
            long nanos = Integer.toUnsignedLong(file.getInt(at)) * 1_000_000_000L + file.getInt(at + 4) * fraction;
            int length = file.getInt(at + 8);
            int start = at + RECORD_HEADER;
            if (length < 0 || start + length > file.limit()) {
                break;
            }
            CapturedPacket packet = datagram(file, nanos, start + linkHeader, start + length);
            if (packet != null) {
                packets.add(packet);
            }
            at = start + length;
        }
        return packets;
    }

    private static @Nullable CapturedPacket datagram(ByteBuffer file, long nanos, int ip, int end) throws IOException {
        if (end - ip < 28 || (file.get(ip) >> 4) != 4 || file.get(ip + 9) != 17) {
            return null;
        }
        int udp = ip + (file.get(ip) & 0x0F) * 4;
        if (udp + 8 > end) {
            return null;
        }
        int sourcePort = unsigned16(file, udp);
        int destinationPort = unsigned16(file, udp + 2);
        int length = Math.min(unsigned16(file, udp + 4) - 8, end - udp - 8);
        if (length < 0) {
            return null;
        }
        byte[] payload = new byte[length];
        file.get(udp + 8, payload);
        return new CapturedPacket(
                nanos, address(file, ip + 12), sourcePort, address(file, ip + 16), destinationPort, payload);
    }

    private static int unsigned16(ByteBuffer file, int at) {
        return (file.get(at) & 0xFF) << 8 | (file.get(at + 1) & 0xFF);
    }

    private static String address(ByteBuffer file, int at) throws IOException {
        byte[] four = new byte[4];
        file.get(at, four);
        return InetAddress.getByAddress(four).getHostAddress();
    }
}
