package org.offhook.desktop.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.offhook.core.call.CallId;
import org.offhook.core.media.Encryption;
import org.offhook.testkit.SipText;

/** What was agreed on stays, whatever a far end leaves out later (RFC 3264 §8, RFC 3261 §14.1). */
class NoSilentFallBackInCallTest extends FallBackOnTheWire {
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
}
