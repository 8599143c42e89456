package org.offhook.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.core.account.Account;
import org.offhook.core.account.Secret;
import org.offhook.core.account.Transport;
import org.offhook.practice.digest.DigestAlgorithm;

class RegisterOnTheWireTest {
    private PracticeExchange exchange;
    private RawPhone phone;

    @BeforeEach
    void start() throws Exception {
        exchange = PracticeExchange.start(
                PracticeSettings.USUAL.withRegistrationBetween(Duration.ofSeconds(60), Duration.ofSeconds(600)));
        phone = new RawPhone(exchange.account());
    }

    @AfterEach
    void stop() {
        phone.close();
        exchange.close();
    }

    @Test
    void listensOnLoopbackOnly() {
        assertThat(exchange.address(Transport.UDP).getAddress().isLoopbackAddress())
                .isTrue();
        assertThat(exchange.address(Transport.TCP).getAddress().isLoopbackAddress())
                .isTrue();
    }

    @Test
    void challengesWithSha256FirstAndMd5Second() throws Exception {
        phone.send(phone.request(
                "REGISTER", phone.domainUri(), phone.aor(), "c1", phone.nextSequence(), "Expires: 300\r\n", ""));
        List<String> challenges = phone.expect("SIP/2.0 401")
                .lines()
                .filter(line -> line.startsWith("WWW-Authenticate:"))
                .toList();
        assertThat(challenges).hasSize(2);
        assertThat(challenges.get(0)).contains("algorithm=SHA-256", "qop=\"auth\"");
        assertThat(challenges.get(1)).contains("algorithm=MD5");
    }

    @Test
    void registersAndRemovesAContact() throws Exception {
        String ok = phone.register("c1", 300);
        assertThat(RawPhone.status(ok)).isEqualTo("200");
        assertThat(RawPhone.header(ok, "Contact"))
                .contains("sip:501@127.0.0.1:" + phone.port())
                .contains("expires=300");
        assertThat(exchange.registered("501")).isTrue();
        String gone = phone.register("c1", 0);
        assertThat(RawPhone.status(gone)).isEqualTo("200");
        assertThat(RawPhone.header(gone, "Contact")).isEmpty();
        assertThat(exchange.registered("501")).isFalse();
    }

    @Test
    void cutsDownALongLifetimeAndAnswers423ToAShortOne() throws Exception {
        assertThat(RawPhone.header(phone.register("c1", 90_000), "Contact")).contains("expires=600");
        String brief = phone.register("c2", 10);
        assertThat(RawPhone.status(brief)).isEqualTo("423");
        assertThat(RawPhone.header(brief, "Min-Expires")).isEqualTo("60");
    }

    @Test
    void keepsSeveralContactsAndRemovesAllByTheWildcard() throws Exception {
        phone.register("c1", 300);
        try (RawPhone second = new RawPhone(exchange.account())) {
            String both = second.register("c2", 300);
            assertThat(both).contains("sip:501@127.0.0.1:" + phone.port(), "sip:501@127.0.0.1:" + second.port());
            String challenge = register(second, "Expires: 0\r\nContact: *\r\n", "");
            String reply = second.credentials(challenge, "REGISTER", second.domainUri(), "MD5", 1);
            assertThat(RawPhone.status(register(second, "Expires: 0\r\nContact: *\r\n", reply)))
                    .isEqualTo("200");
        }
        assertThat(exchange.registered("501")).isFalse();
    }

    /** A REGISTER whose Contact is the one in {@code lines}. */
    private static String register(RawPhone from, String lines, String reply) throws Exception {
        String request = from.request("REGISTER", from.domainUri(), from.aor(), "c3", from.nextSequence(), "", "");
        from.send(request.replaceFirst("Contact: <[^\r]*\r\n", lines + reply));
        return from.expect("SIP/2.0 ");
    }

    @Test
    void asksAgainForAWrongPassword() throws Exception {
        Account wrong = Account.of(
                "501",
                exchange.account().domain(),
                exchange.account().server(),
                Transport.UDP,
                Secret.of("not the password"));
        try (RawPhone stranger = new RawPhone(wrong)) {
            assertThat(RawPhone.status(stranger.register("c1", 300))).isEqualTo("401");
        }
        assertThat(exchange.registered("501")).isFalse();
    }

    @Test
    void letsNobodyChangeAnotherExtensionsBindings() throws Exception {
        try (PracticeExchange two =
                        PracticeExchange.start(PracticeSettings.USUAL.withExtensions(java.util.Set.of("501", "502")));
                RawPhone first = new RawPhone(two.account("501", Transport.UDP))) {
            String other = "<sip:502@" + two.account().domain() + ">";
            first.send(first.request(
                    "REGISTER", first.domainUri(), other, "c1", first.nextSequence(), "Expires: 300\r\n", ""));
            String reply = first.credentials(first.expect("SIP/2.0 401"), "REGISTER", first.domainUri(), "MD5", 1);
            first.send(first.request(
                    "REGISTER", first.domainUri(), other, "c1", first.nextSequence(), "Expires: 300\r\n" + reply, ""));
            assertThat(RawPhone.status(first.expect("SIP/2.0 "))).isEqualTo("403");
            assertThat(two.registered("502")).isFalse();
        }
    }

    @Test
    void makesANewPasswordEachTime() throws Exception {
        try (PracticeExchange other = PracticeExchange.start(PracticeSettings.USUAL)) {
            assertThat(other.account().password())
                    .isNotEqualTo(exchange.account().password());
        }
    }

    @Test
    void saysThatThePortIsTaken() {
        int taken = exchange.address(Transport.UDP).getPort();
        PracticeSettings same = new PracticeSettings(
                taken,
                java.util.Set.of("501"),
                List.of(DigestAlgorithm.MD5),
                false,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ofHours(1));
        assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(
                                PracticeException.class, () -> PracticeExchange.start(same))
                        .code()
                        .code())
                .isEqualTo("OH-106");
    }

    @Test
    void survivesGarbageAndGoesOnAnswering() throws Exception {
        phone.send("\0\1\2garbage");
        phone.send("INVITE\r\n\r\n");
        phone.send("REGISTER sip:x SIP/2.0\r\nVia: nonsense\r\n\r\n");
        phone.send("SIP/2.0 200 OK\r\n\r\n");
        phone.send("INVITE sip:601@practice.localhost SIP/2.0\r\nContent-Length: -1\r\n\r\n");
        assertThat(RawPhone.status(phone.register("c1", 300))).isEqualTo("200");
    }

    @Test
    void answersOptionsAndRefusesWhatItDoesNotDo() throws Exception {
        phone.send(phone.request("OPTIONS", phone.domainUri(), phone.aor(), "o1", 1, "", ""));
        assertThat(RawPhone.header(phone.expect("SIP/2.0 200"), "Allow")).contains("INVITE");
        phone.send(phone.request("MESSAGE", phone.domainUri(), phone.aor(), "m1", 1, "", ""));
        assertThat(RawPhone.header(phone.expect("SIP/2.0 405"), "Allow")).contains("INVITE");
        phone.send(phone.request("BYE", phone.domainUri(), phone.aor() + ";tag=none", "b1", 1, "", ""));
        phone.expect("SIP/2.0 481");
    }
}
