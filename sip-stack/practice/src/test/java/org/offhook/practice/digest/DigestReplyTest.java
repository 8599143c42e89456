package org.offhook.practice.digest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestReplyTest {
    /** The example of RFC 7616 §3.9.1. */
    private static String rfcExample(String algorithm, String response) {
        return "Digest username=\"Mufasa\", realm=\"http-auth@example.org\", uri=\"/dir/index.html\", algorithm="
                + algorithm
                + ", nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", nc=00000001,"
                + " cnonce=\"f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ\", qop=auth, response=\"" + response
                + "\", opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";
    }

    @Test
    void computesTheMd5ResponseOfRfc7616() {
        String response = "8ca523f5e9506fed4657c9700eebdbec";
        DigestReply reply = DigestReply.parse(rfcExample("MD5", response)).orElseThrow();
        assertThat(reply.expectedResponse("GET", "Circle of Life")).isEqualTo(response);
    }

    @Test
    void computesTheSha256ResponseOfRfc7616() {
        String response = "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1";
        DigestReply reply = DigestReply.parse(rfcExample("SHA-256", response)).orElseThrow();
        assertThat(reply.expectedResponse("GET", "Circle of Life")).isEqualTo(response);
    }

    @Test
    void takesEscapedQuotesAndCommasInsideQuotedValues() {
        DigestReply reply = DigestReply.parse(
                        "Digest username=\"a\\\"b,c\",realm=\"r\" , nonce=\"n=1\",uri=\"sip:x\",response=\"AB\"")
                .orElseThrow();
        assertThat(reply.username()).isEqualTo("a\"b,c");
        assertThat(reply.nonce()).isEqualTo("n=1");
        assertThat(reply.response()).isEqualTo("ab");
        assertThat(reply.algorithm()).isEqualTo(DigestAlgorithm.MD5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Digest",
                "Basic dTpw",
                "Digest username",
                "Digest =",
                "Digest username=\"u",
                "Digest username=\"u\", realm=\"r\", nonce=\"n\", uri=\"x\"",
                "Digest username=\"u\", realm=\"r\", nonce=\"n\", uri=\"x\", response=\"0\", algorithm=SHA-1",
                "Digest username=\"\\",
            })
    void refusesWhatIsNoDigest(String header) {
        assertThat(DigestReply.parse(header)).isEmpty();
    }

    @Test
    void refusesAnEndlessHeader() {
        assertThat(DigestReply.parse(rfcExample("MD5", "0".repeat(4_000)))).isEmpty();
    }
}
