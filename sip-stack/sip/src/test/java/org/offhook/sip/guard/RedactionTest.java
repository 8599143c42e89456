package org.offhook.sip.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RedactionTest {
    @Test
    void credentialsNumbersAndPeopleStayOut() {
        String cleaned = Redaction.clean("""
                Problem connecting /192.0.2.1 5060 for message INVITE sip:5550100@pbx SIP/2.0
                Authorization: Digest username="1001", response="8ca523f5e9506fed"
                """);
        assertThat(cleaned)
                .contains("192.0.2.1 5060")
                .doesNotContain("5550100")
                .doesNotContain("8ca523f5e9506fed")
                .doesNotContain("1001")
                .doesNotContain("\n");
        assertThat(Redaction.clean("bad Authorization: Digest username=\"x\",response=\"abcdef\""))
                .doesNotContain("abcdef")
                .doesNotContain("\"x\"");
        assertThat(Redaction.clean("response = \"0123abc\", nonce=xyz, cnonce=\"q\""))
                .doesNotContain("0123abc")
                .doesNotContain("xyz");
        assertThat(Redaction.clean("dialled tel:+493012345 or 03012345678"))
                .doesNotContain("3012345")
                .doesNotContain("03012345678");
        assertThat(Redaction.clean("x".repeat(5_000)).length()).isLessThan(320);
        assertThat(Redaction.clean(null)).isEmpty();
    }
}
