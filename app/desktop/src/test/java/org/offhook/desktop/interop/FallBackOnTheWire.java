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
import org.junit.jupiter.api.Timeout;
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

/** A phone with a setting of its own for encryption, and a far end whose words about it a test writes itself. */
@Timeout(60)
abstract class FallBackOnTheWire {
    static final String FAR = "far";
    static final SrtpSuite SUITE = SrtpSuite.AES_CM_128_HMAC_SHA1_80;
    static final String FAR_KEY = Base64.getEncoder().encodeToString(new byte[30]);

    ScriptedSipPeer peer;
    FarEndOnTheWire far;

    @Nullable
    TrialPhone trial;

    String contact = "";

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

    void register(Encryption encryption) throws Exception {
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

    TrialPhone phone() {
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

        final String profile;
        final String keys;

        Words(String profile, String keys) {
            this.profile = profile;
            this.keys = keys;
        }

        static String crypto(int tag, String suite) {
            return crypto(tag, suite, "");
        }

        static String crypto(int tag, String suite, String parameters) {
            return "a=crypto:" + tag + " " + suite + " inline:" + FAR_KEY + parameters + "\r\n";
        }
    }

    String sdp(Words words) {
        return far.sdp(words.profile, words.keys);
    }

    /** What comes of it. */
    enum Outcome {
        PLAIN,
        ENCRYPTED,
        ENDED
    }

    /** Our key for that suite, as our description names it. */
    static SrtpKey ours(SipText said) {
        return said.body()
                .lines()
                .filter(line -> line.startsWith("a=crypto:") && line.contains(" " + SUITE + " "))
                .map(line -> line.substring(line.indexOf("inline:") + "inline:".length()))
                .map(key -> SrtpKey.decoded(SUITE, key).orElseThrow())
                .findFirst()
                .orElseThrow();
    }

    SpeechSecurity shown(CallId call) {
        return phone().snapshot().call(call).map(CallView::security).orElseThrow();
    }

    void assertTalks(CallId call, Outcome how, SipText described) throws Exception {
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

    void hangUp(CallId call) throws Exception {
        phone().hangUp(call);
        peer.respond(peer.expect("BYE"), 200, FAR);
        phone().awaitEnd(call);
    }

    void assertNotAccepted(CallId call) throws Exception {
        CallEnd end = phone().awaitEnd(call);
        assertThat(end.cause()).isEqualTo(CallEnd.Cause.MEDIA_NOT_ACCEPTED);
        assertThat(end.error()).contains(ErrorCode.MEDIA_NOT_ACCEPTED);
        far.hasHeardNothing();
    }

    static String profileOf(Encryption setting) {
        return switch (setting) {
            case OFF, OPTIONAL, DTLS_OPTIONAL -> "RTP/AVP";
            case MANDATORY -> "RTP/SAVP";
            case DTLS_MANDATORY -> "UDP/TLS/RTP/SAVP";
        };
    }

    // ---- the caller's side of it

    static final String CALLER = "<sip:5550100@pbx.example>;tag=" + FAR;
    static final String CALLED = "<sip:1001@pbx.example>";

    String invite(int cseq, String... sdp) {
        return peer.request("INVITE", contact, CALLER, CALLED, "fall-back", cseq, with(sdp));
    }

    String ack(SipText response, int cseq, String... sdp) {
        return peer.request("ACK", contact, CALLER, response.header("To"), "fall-back", cseq, sdp);
    }

    /** RFC 3261 §17.1.1.3: of the INVITE's own transaction, where that was refused. */
    String ackOfRefusal(SipText response, int cseq) {
        return ack(response, cseq)
                .replaceFirst(
                        "branch=[^;\r]*",
                        "branch=" + response.parameter("Via", "branch").orElseThrow());
    }

    String inDialog(String method, SipText answered, int cseq, String... extra) {
        return peer.request(method, contact, CALLER, answered.header("To"), "fall-back", cseq, extra);
    }

    String[] with(String... sdp) {
        return Stream.concat(Stream.of(peer.contact()), Stream.of(sdp)).toArray(String[]::new);
    }
}
