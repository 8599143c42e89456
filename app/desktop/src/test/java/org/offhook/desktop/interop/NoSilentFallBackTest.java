package org.offhook.desktop.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.offhook.core.account.Account;
import org.offhook.core.account.Secret;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.Encryption;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.media.SpeechSecurity;
import org.offhook.core.media.SrtpKey;
import org.offhook.core.media.SrtpSuite;
import org.offhook.core.phone.CallView;
import org.offhook.testkit.ScriptedSipPeer;
import org.offhook.testkit.SipText;

/**
 * Encryption never falls back silently: for each setting and each way in which a far end leaves keys out, what the phone says, and what is in the
 * packets that it sends then (RFC 4568 §5.1.3, §7.1; RFC 3264 §8).
 */
@Timeout(60)
class NoSilentFallBackTest {
    private static final String FAR = "far";
    private static final SrtpSuite SUITE = SrtpSuite.AES_CM_128_HMAC_SHA1_80;
    private static final String FAR_KEY = Base64.getEncoder().encodeToString(new byte[30]);

    private ScriptedSipPeer peer;
    private FarEndOnTheWire far;
    private @Nullable TrialPhone trial;
    private String contact = "";

    @BeforeEach
    void open() throws Exception {
        peer = ScriptedSipPeer.udp();
        far = FarEndOnTheWire.open();
    }

    @AfterEach
    void close() throws Exception {
        TrialPhone phone = trial;
        if (phone != null) { // each test registers one with a setting of its own
            phone.disconnect();
            SipText last = peer.next();
            while (!last.method().equals("REGISTER")) { // what a test that failed has left behind
                last = peer.next();
            }
            peer.respond(last, 200, "reg");
            phone.close();
        }
        far.close();
        peer.close();
    }

    private void register(Encryption encryption) throws Exception {
        trial = TrialPhone.speaking(
                InetAddress.getLoopbackAddress(),
                UnaryOperator.identity(),
                MediaTerms.PLAIN.withEncryption(encryption));
        Account account = Account.of(
                "1001", "pbx.example", ServerAddress.of("127.0.0.1", peer.port()), Transport.UDP, Secret.of("geheim"));
        phone().connect(account);
        SipText register = peer.expect("REGISTER");
        contact = register.uri("Contact");
        peer.respond(register, 200, "reg", "Contact: " + register.header("Contact"), "Expires: 300");
        phone().awaitRegistered(account);
    }

    private TrialPhone phone() {
        return Objects.requireNonNull(trial);
    }

    /** What the far end says of its keys. */
    enum Words {
        PLAIN("RTP/AVP", ""),
        PLAIN_WITH_KEY("RTP/AVP", crypto(3, SUITE.name())),
        PLAIN_WITH_UNKNOWN_SUITE("RTP/AVP", crypto(3, "F8_128_HMAC_SHA1_80")),
        SECURE("RTP/SAVP", crypto(3, SUITE.name())),
        SECURE_WITHOUT_KEY("RTP/SAVP", ""),
        UNKNOWN_SUITE("RTP/SAVP", crypto(3, "F8_128_HMAC_SHA1_80")),
        TAG_OF_ANOTHER_SUITE("RTP/SAVP", crypto(1, SUITE.name())),
        KEY_BUT_NO_CIPHER("RTP/SAVP", crypto(3, SUITE.name(), " UNENCRYPTED_SRTP"));

        private final String profile;
        private final String keys;

        Words(String profile, String keys) {
            this.profile = profile;
            this.keys = keys;
        }

        private static String crypto(int tag, String suite) {
            return crypto(tag, suite, "");
        }

        private static String crypto(int tag, String suite, String parameters) {
            return "a=crypto:" + tag + " " + suite + " inline:" + FAR_KEY + parameters + "\r\n";
        }
    }

    private String sdp(Words words) {
        return far.sdp(words.profile, words.keys);
    }

    /** What comes of it. */
    enum Outcome {
        PLAIN,
        ENCRYPTED,
        ENDED
    }

    /** Our key for that suite, as our description names it. */
    private static SrtpKey ours(SipText said) {
        return said.body()
                .lines()
                .filter(line -> line.startsWith("a=crypto:") && line.contains(" " + SUITE + " "))
                .map(line -> line.substring(line.indexOf("inline:") + "inline:".length()))
                .map(key -> SrtpKey.decoded(SUITE, key).orElseThrow())
                .findFirst()
                .orElseThrow();
    }

    private SpeechSecurity shown(CallId call) {
        return phone().snapshot().call(call).map(CallView::security).orElseThrow();
    }

    private void assertTalks(CallId call, Outcome how, SipText described) throws Exception {
        phone().awaitPhase(call, CallView.Phase.CONNECTED);
        List<byte[]> speech = far.speech();
        if (how == Outcome.PLAIN) {
            FarEndOnTheWire.assertPlain(speech);
            assertThat(shown(call)).isEqualTo(SpeechSecurity.NONE);
        } else {
            FarEndOnTheWire.assertEncrypted(speech, ours(described));
            assertThat(shown(call)).isEqualTo(SpeechSecurity.SDES);
        }
    }

    private void hangUp(CallId call) throws Exception {
        phone().hangUp(call);
        peer.respond(peer.expect("BYE"), 200, FAR);
        phone().awaitEnd(call);
    }

    private void assertNotAccepted(CallId call) throws Exception {
        CallEnd end = phone().awaitEnd(call);
        assertThat(end.cause()).isEqualTo(CallEnd.Cause.MEDIA_NOT_ACCEPTED);
        assertThat(end.error()).contains(ErrorCode.MEDIA_NOT_ACCEPTED);
        far.hasHeardNothing();
    }

    // ---- our offer

    static Stream<Arguments> answers() {
        return Stream.of(Encryption.values())
                .flatMap(setting -> Stream.of(Words.values())
                        .map(words -> Arguments.of(setting, words, afterAnswer(setting, words))));
    }

    private static Outcome afterAnswer(Encryption setting, Words words) {
        return switch (words) {
            case PLAIN -> setting.required() ? Outcome.ENDED : Outcome.PLAIN;
            case PLAIN_WITH_KEY, SECURE -> setting.offersKeys() ? Outcome.ENCRYPTED : Outcome.ENDED;
            case PLAIN_WITH_UNKNOWN_SUITE, SECURE_WITHOUT_KEY, UNKNOWN_SUITE, TAG_OF_ANOTHER_SUITE, KEY_BUT_NO_CIPHER ->
                Outcome.ENDED;
        };
    }

    @ParameterizedTest(name = "{0}, answered {1}: {2}")
    @MethodSource("answers")
    void anAnswerIsTalkedByEndedOrPlainWhereThatMayBe(Encryption setting, Words words, Outcome outcome)
            throws Exception {
        register(setting);
        CallId call = phone().dial("5550100");
        SipText invite = peer.expect("INVITE");
        assertThat(invite.body()).containsPattern("m=audio \\d+ " + profileOf(setting) + " ");
        assertThat(invite.body().contains("a=crypto:")).isEqualTo(setting.offersKeys());
        assertThat(invite.body().contains("a=fingerprint:")).isEqualTo(setting.offersHandshake());
        peer.respond(invite, 200, FAR, peer.contact(), sdp(words));
        peer.expect("ACK");
        if (outcome == Outcome.ENDED) {
            SipText bye = peer.expect("BYE");
            assertThat(bye.header("Reason")).contains("cause=488");
            peer.respond(bye, 200, FAR);
            assertNotAccepted(call);
        } else {
            assertTalks(call, outcome, invite);
            hangUp(call);
            if (outcome == Outcome.ENCRYPTED) {
                FarEndOnTheWire.assertEncrypted(far.report(), ours(invite));
            }
        }
    }

    private static String profileOf(Encryption setting) {
        return switch (setting) {
            case OFF, OPTIONAL, DTLS_OPTIONAL -> "RTP/AVP";
            case MANDATORY -> "RTP/SAVP";
            case DTLS_MANDATORY -> "UDP/TLS/RTP/SAVP";
        };
    }

    /** RFC 6337 §3.1.1: what a dialog answered while it rang is not taken back by its 2xx. */
    @Test
    void aDialogThatAnsweredWithAKeyWhileItRangDoesNotLeaveItOutInItsLastWord() throws Exception {
        register(Encryption.OPTIONAL);
        CallId call = phone().dial("5550100");
        SipText invite = peer.expect("INVITE");
        peer.respond(invite, 183, FAR, peer.contact(), sdp(Words.SECURE));
        List<byte[]> early = far.speech();
        FarEndOnTheWire.assertEncrypted(early, ours(invite));
        peer.respond(invite, 200, FAR, peer.contact(), sdp(Words.PLAIN));
        peer.expect("ACK");
        peer.respond(peer.expect("BYE"), 200, FAR);
        assertThat(phone().awaitEnd(call).cause()).isEqualTo(CallEnd.Cause.MEDIA_NOT_ACCEPTED);
    }

    // ---- their offer

    static Stream<Arguments> offers() {
        return Stream.of(Encryption.values())
                .flatMap(setting -> Stream.of(Words.values())
                        .filter(words -> words != Words.TAG_OF_ANOTHER_SUITE) // of an offer each tag will do
                        .map(words -> Arguments.of(setting, words, afterOffer(setting, words))));
    }

    private static Outcome afterOffer(Encryption setting, Words words) {
        return switch (words) {
            case PLAIN, PLAIN_WITH_UNKNOWN_SUITE -> setting.required() ? Outcome.ENDED : Outcome.PLAIN;
            case PLAIN_WITH_KEY ->
                setting.takesKeys() ? Outcome.ENCRYPTED : setting.required() ? Outcome.ENDED : Outcome.PLAIN;
            case SECURE -> setting.takesKeys() ? Outcome.ENCRYPTED : Outcome.ENDED;
            case SECURE_WITHOUT_KEY, UNKNOWN_SUITE, TAG_OF_ANOTHER_SUITE, KEY_BUT_NO_CIPHER -> Outcome.ENDED;
        };
    }

    @ParameterizedTest(name = "{0}, offered {1}: {2}")
    @MethodSource("offers")
    void anOfferIsTakenAsItIsOrRefusedThoughNobodyAnswers(Encryption setting, Words words, Outcome outcome)
            throws Exception {
        register(setting);
        peer.send(invite(1, sdp(words)));
        if (outcome == Outcome.ENDED) {
            SipText refused = peer.next();
            while (refused.status() < 200) {
                refused = peer.next();
            }
            assertThat(refused.status()).isEqualTo(488);
            peer.send(ackOfRefusal(refused, 1));
            far.hasHeardNothing();
            return;
        }
        peer.expectStatus(180);
        CallId call = phone().awaitOffered();
        phone().answer(call);
        SipText ok = peer.expectStatus(200);
        assertThat(ok.body()).containsPattern("m=audio \\d+ " + words.profile + " ");
        assertThat(ok.body().contains("a=crypto:3 " + SUITE + " ")).isEqualTo(outcome == Outcome.ENCRYPTED);
        peer.send(ack(ok, 1));
        assertTalks(call, outcome, ok);
        hangUp(call);
    }

    /** RFC 3261 §13.2.1: our offer is in the 2xx, and the ACK's answer leaves its keys out. */
    @ParameterizedTest
    @CsvSource({"OPTIONAL, PLAIN, PLAIN", "OPTIONAL, UNKNOWN_SUITE, ENDED", "MANDATORY, PLAIN, ENDED"})
    void anAnswerInTheAckIsReadLikeAnyOther(Encryption setting, Words words, Outcome outcome) throws Exception {
        register(setting);
        peer.send(invite(1));
        peer.expectStatus(180);
        CallId call = phone().awaitOffered();
        phone().answer(call);
        SipText ok = peer.expectStatus(200);
        assertThat(ok.body())
                .containsPattern("m=audio \\d+ " + profileOf(setting) + " ")
                .contains("a=crypto:");
        peer.send(ack(ok, 1, sdp(words)));
        if (outcome == Outcome.ENDED) {
            peer.respond(peer.expect("BYE"), 200, FAR);
            assertNotAccepted(call);
        } else {
            assertTalks(call, outcome, ok);
            hangUp(call);
        }
    }

    // ---- in the call

    private record Talk(CallId call, SipText described) {}

    private Talk talkEncrypted(Encryption setting) throws Exception {
        register(setting);
        peer.send(invite(1, sdp(Words.SECURE)));
        peer.expectStatus(180);
        CallId call = phone().awaitOffered();
        phone().answer(call);
        SipText ok = peer.expectStatus(200);
        peer.send(ack(ok, 1));
        assertTalks(call, Outcome.ENCRYPTED, ok);
        return new Talk(call, ok);
    }

    static Stream<Arguments> changes() {
        return Stream.of(Encryption.OPTIONAL, Encryption.MANDATORY)
                .flatMap(setting -> Stream.of("INVITE", "UPDATE")
                        .flatMap(method -> Stream.of(Words.PLAIN, Words.SECURE_WITHOUT_KEY, Words.UNKNOWN_SUITE)
                                .map(words -> Arguments.of(setting, method, words))));
    }

    @ParameterizedTest(name = "{0}, {1} says {2}")
    @MethodSource("changes")
    void anOfferInTheCallThatDropsTheKeysIsRefusedAndTheCallStaysEncrypted(
            Encryption setting, String method, Words words) throws Exception {
        Talk talk = talkEncrypted(setting);
        peer.send(inDialog(method, talk.described(), 2, peer.contact(), sdp(words)));
        SipText refused = peer.expectStatus(488);
        assertThat(refused.body()).isEmpty();
        if (method.equals("INVITE")) {
            peer.send(ackOfRefusal(refused, 2));
        }
        assertTalks(talk.call(), Outcome.ENCRYPTED, talk.described());
        hangUp(talk.call());
    }

    /** RFC 3261 §14.1: without a usable answer the session stays what it was. */
    @ParameterizedTest
    @EnumSource(names = {"OPTIONAL", "MANDATORY"})
    void aPlainAnswerToOurOfferInTheCallLeavesItEncrypted(Encryption setting) throws Exception {
        Talk talk = talkEncrypted(setting);
        peer.send(inDialog("INVITE", talk.described(), 2, peer.contact()));
        SipText ok = peer.expectStatus(200);
        assertThat(ours(ok)).isEqualTo(ours(talk.described()));
        peer.send(ack(talk.described(), 2, sdp(Words.PLAIN)));
        assertTalks(talk.call(), Outcome.ENCRYPTED, talk.described());
        hangUp(talk.call());
    }

    @ParameterizedTest
    @EnumSource(names = {"OPTIONAL", "MANDATORY"})
    void aPlainAnswerToOurHoldLeavesTheCallEncrypted(Encryption setting) throws Exception {
        Talk talk = talkEncrypted(setting);
        phone().hold(talk.call(), true);
        SipText hold = peer.expect("INVITE");
        assertThat(ours(hold)).isEqualTo(ours(talk.described()));
        peer.respond(hold, 200, "", peer.contact(), sdp(Words.PLAIN));
        peer.expect("ACK");
        assertThat(FarEndOnTheWire.opened(far.speech(), ours(talk.described())))
                .as("the silence of a hold that stays here alone")
                .isNotEmpty();
        phone().hold(talk.call(), false);
        assertTalks(talk.call(), Outcome.ENCRYPTED, talk.described());
        hangUp(talk.call());
    }

    // ---- the caller's side of it

    private static final String CALLER = "<sip:5550100@pbx.example>;tag=" + FAR;
    private static final String CALLED = "<sip:1001@pbx.example>";

    private String invite(int cseq, String... sdp) {
        return peer.request("INVITE", contact, CALLER, CALLED, "fall-back", cseq, with(sdp));
    }

    private String ack(SipText response, int cseq, String... sdp) {
        return peer.request("ACK", contact, CALLER, response.header("To"), "fall-back", cseq, sdp);
    }

    /** RFC 3261 §17.1.1.3: of the INVITE's own transaction, where that was refused. */
    private String ackOfRefusal(SipText response, int cseq) {
        return ack(response, cseq)
                .replaceFirst(
                        "branch=[^;\r]*",
                        "branch=" + response.parameter("Via", "branch").orElseThrow());
    }

    private String inDialog(String method, SipText answered, int cseq, String... extra) {
        return peer.request(method, contact, CALLER, answered.header("To"), "fall-back", cseq, extra);
    }

    private String[] with(String... sdp) {
        return Stream.concat(Stream.of(peer.contact()), Stream.of(sdp)).toArray(String[]::new);
    }
}
