package org.offhook.rtp.stun;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.offhook.rtp.stun.StunMessage.Kind;
import org.offhook.rtp.stun.StunReading.Fault;

/** The messages of RFC 5769 byte by byte, and what is refused. */
class StunMessageTest {
    /** RFC 5769 §2.1. */
    static final byte[] REQUEST = HexFormat.of()
            .parseHex("000100582112a442b7e7a701bc34d686fa87dfae"
                    + "802200105354554e207465737420636c69656e74"
                    + "002400046e0001ff"
                    + "80290008932ff9b151263b36"
                    + "000600096576746a3a68367659202020"
                    + "000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2"
                    + "80280004e57a3bcf");

    /** RFC 5769 §2.2. */
    static final byte[] ANSWER_IPV4 = HexFormat.of()
            .parseHex("0101003c2112a442b7e7a701bc34d686fa87dfae"
                    + "8022000b7465737420766563746f7220"
                    + "002000080001a147e112a643"
                    + "000800142b91f599fd9e90c38c7489f92af9ba53f06be7d7"
                    + "80280004c07d4c96");

    /** RFC 5769 §2.3. */
    static final byte[] ANSWER_IPV6 = HexFormat.of()
            .parseHex("010100482112a442b7e7a701bc34d686fa87dfae"
                    + "8022000b7465737420766563746f7220"
                    + "002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9"
                    + "00080014a382954e4be67bf11784c97c8292c275bfe3ed41"
                    + "80280004c8fb0b4c");

    static final String PASSWORD = "VOkJxbRl1RmTxUk/WvJxBt";
    private static final byte[] KEY = PASSWORD.getBytes(StandardCharsets.UTF_8);

    private static StunMessage read(byte[] bytes) {
        return ((StunReading.Read) StunReader.read(bytes, bytes.length)).message();
    }

    private static Fault fault(byte[] bytes) {
        return ((StunReading.Unreadable) StunReader.read(bytes, bytes.length)).fault();
    }

    @Test
    void readsTheRequestOfRfc5769() {
        StunMessage request = read(REQUEST);
        assertThat(request.kind()).isEqualTo(Kind.REQUEST);
        assertThat(request.username()).contains("evtj:h6vY");
        assertThat(request.priority()).hasValue(0x6e0001ffL);
        assertThat(request.controlled()).hasValue(0x932ff9b151263b36L);
        assertThat(request.authentic(KEY)).isTrue();
        assertThat(request.authentic("another".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
        assertThat(request.notUnderstood()).isEmpty();
    }

    @Test
    void readsTheAddressesInTheAnswersOfRfc5769() throws Exception {
        assertThat(read(ANSWER_IPV4).mappedAddress())
                .contains(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 32_853));
        assertThat(read(ANSWER_IPV4).authentic(KEY)).isTrue();
        assertThat(read(ANSWER_IPV6).mappedAddress())
                .contains(new InetSocketAddress(InetAddress.ofLiteral("2001:db8:1234:5678:11:2233:4455:6677"), 32_853));
        assertThat(read(ANSWER_IPV6).authentic(KEY)).isTrue();
    }

    @Test
    void writesTheRequestOfRfc5769ByteByByte() {
        byte[] written = new StunWriter(Kind.REQUEST, read(REQUEST).id())
                .software("STUN test client")
                .priority(0x6e0001ffL)
                .controlled(0x932ff9b151263b36L)
                .username("evtj:h6vY")
                .signed(PASSWORD);
        byte[] expected = REQUEST.clone();
        // The vector pads with blanks; padding is of any value (RFC 8489 §14) and ours is zero, so the sums differ with
        // it.
        int padding = 20 + 20 + 8 + 12 + 4 + 9;
        assertThat(Arrays.copyOf(written, padding)).isEqualTo(Arrays.copyOf(expected, padding));
        assertThat(written).hasSameSizeAs(expected);
        assertThat(read(written).authentic(KEY)).isTrue();
    }

    @Test
    void readsWhatItWrites() throws Exception {
        Random random = new Random(7);
        InetSocketAddress six = new InetSocketAddress(InetAddress.ofLiteral("2001:db8::7"), 40_002);
        StunMessage answer = read(new StunWriter(Kind.SUCCESS, TransactionId.random(random))
                .mapped(six)
                .signed("secret"));
        assertThat(answer.mappedAddress()).contains(six);
        StunMessage check = read(new StunWriter(Kind.REQUEST, TransactionId.random(random))
                .username("a:b")
                .controlling(-5)
                .useCandidate()
                .signed("secret"));
        assertThat(check.useCandidate()).isTrue();
        assertThat(check.controlling()).hasValue(-5);
        assertThat(check.controlled()).isEmpty();
        StunMessage refusal = read(new StunWriter(Kind.ERROR, TransactionId.random(random))
                .error(420, "Unknown Attribute")
                .unknown(List.of(0x7fff))
                .plain());
        assertThat(refusal.errorCode()).isEqualTo(420);
        assertThat(refusal.kind()).isEqualTo(Kind.ERROR);
    }

    @Test
    void refusesEachMalformationByName() {
        assertThat(fault(Arrays.copyOf(REQUEST, 19))).isEqualTo(Fault.TOO_SHORT);
        byte[] rtp = REQUEST.clone();
        rtp[0] = (byte) 0x80;
        assertThat(fault(rtp)).isEqualTo(Fault.NOT_STUN);
        byte[] cookie = REQUEST.clone();
        cookie[5]++;
        assertThat(fault(cookie)).isEqualTo(Fault.NOT_STUN);
        assertThat(fault(Arrays.copyOf(REQUEST, REQUEST.length - 4))).isEqualTo(Fault.LENGTH);
        byte[] method = REQUEST.clone();
        method[1] = 3;
        assertThat(fault(method)).isEqualTo(Fault.METHOD);
        byte[] attribute = REQUEST.clone();
        attribute[22] = 1;
        assertThat(fault(attribute)).isEqualTo(Fault.ATTRIBUTE);
        byte[] sum = REQUEST.clone();
        sum[sum.length - 1]++;
        assertThat(fault(sum)).isEqualTo(Fault.FINGERPRINT);
    }

    @Test
    void believesNothingThatFollowsTheSignature() {
        byte[] signed = REQUEST.clone();
        byte[] longer =
                Arrays.copyOf(signed, signed.length); // FINGERPRINT becomes USE-CANDIDATE with four bytes of nothing
        longer[longer.length - 8] = 0;
        longer[longer.length - 7] = 0x25;
        assertThat(read(longer).useCandidate()).isFalse();
    }

    @Test
    void namesWhatItDoesNotUnderstand() {
        byte[] odd = REQUEST.clone();
        odd[40] = 0x7f; // PRIORITY becomes something that has to be understood
        byte[] unsummed = Arrays.copyOf(odd, odd.length - 8);
        unsummed[3] = (byte) (unsummed[3] - 8);
        assertThat(read(unsummed).notUnderstood()).containsExactly(0x7f24);
        assertThat(read(unsummed).authentic(KEY)).isFalse();
    }
}
