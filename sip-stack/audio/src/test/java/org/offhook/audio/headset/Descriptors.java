package org.offhook.audio.headset;

import java.util.HexFormat;

/** Report descriptors for tests. */
final class Descriptors {
    /**
     * What a speakerphone on the market (USB 291a:3301) says of itself, to the end of its telephony: media keys as report 1, telephony as
     * report 2, all lamps in one report.
     */
    static final byte[] SPEAKERPHONE = bytes("""
            05 0c 09 01 a1 01 85 01 15 00 25 01 09 e9 09 ea 09 e2 09 cd 09 b5 09 b6 09 b3 09 b7 75 01 95 08 81 42 c0
            05 0b 09 05 a1 01 85 02 05 0b 15 00 25 01 09 20 09 97 75 01 95 02 81 23 09 2f 09 21 09 70 09 50 75 01 95 04
            81 07 09 06 a1 02 19 b0 29 bb 15 00 25 0c 75 04 95 01 81 40 c0 09 07 15 00 25 01 05 09 75 01 95 01 81 02 75
            01 95 05 81 01 05 08 15 00 25 01 09 17 09 09 09 18 09 20 09 21 75 01 95 05 91 22 05 0b 15 00 25 01 09 9e 75
            01 95 01 91 22 75 01 95 0a 91 01 c0""");

    /** Made by the usage tables: a lamp a report, usages of four bytes, the page kept and brought back. */
    static final byte[] LAMP_A_REPORT = bytes("""
            05 0b 09 05 a1 01 15 00 25 01 75 01 85 08 0b 20 00 0b 00 95 01 81 22 09 2f 81 06 95 06 81 01
            a4 05 08 85 09 09 09 95 01 91 22 95 07 91 01 85 17 09 17 95 01 91 22 95 07 91 01 85 18 09 18 95 01 91 22 95
            07 91 01 b4 c0""");

    /** A mouse of three buttons. */
    static final byte[] MOUSE = bytes("05 01 09 02 a1 01 05 09 19 01 29 03 15 00 25 01 75 01 95 03 81 02 c0");

    private Descriptors() {}

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }
}
