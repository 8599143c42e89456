package org.offhook.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.offhook.core.call.CallId;
import org.offhook.core.media.ReflexiveAddress;
import org.offhook.core.registration.RegistrationInput;
import org.offhook.core.thirdparty.Side;
import org.offhook.core.thirdparty.loop.PairNews;
import org.offhook.testkit.SipText;

/** Re-INVITEs of third-party calls on the wire, ours and the parties' (RFC 3261 §14, RFC 3725 §7). */
class ThirdPartyReinviteTest extends ThirdPartyOnTheWire {
    @Test
    void answersItsOwnReinvitesChallenge() throws Exception {
        callFirst();
        SipText second = callSecond();
        answerSecond(second);
        legs.join();
        SipText moving = peer.expect("INVITE");
        peer.respond(moving, 401, "one", "WWW-Authenticate: Digest realm=\"pbx.example\",nonce=\"n\",qop=\"auth\"");
        peer.expect("ACK");
        SipText again = peer.expect("INVITE");
        assertThat(again.cseq()).isEqualTo(moving.cseq() + 1);
        assertThat(again.find("Authorization")).isPresent();
        peer.respond(again, 200, "one", peer.contact(), ONE);
        SipText ack = peer.expect("ACK");
        assertThat(ack.cseq()).isEqualTo(again.cseq());
        assertThat(ack.find("Authorization")).as("RFC 3261 §22.1").isPresent();
    }

    @Test
    void backsOffAndTriesAgainWhenReinvitesCollide() throws Exception {
        SipText first = callFirst();
        SipText second = callSecond();
        answerSecond(second);
        legs.join();
        SipText moving = peer.expect("INVITE");
        peer.send(inDialog("INVITE", first, "one", 50, peer.contact(), ONE));
        assertThat(peer.expectStatus(491).header("CSeq")).as("RFC 3261 §14.2").isEqualTo("50 INVITE");
        peer.respond(moving, 491, "one");
        peer.expect("ACK");
        long refused = System.nanoTime();
        SipText again = peer.next();
        while (again.isResponse()) { // our 491 once more: the peer has not acknowledged it
            again = peer.next();
        }
        assertThat(again.method()).isEqualTo("INVITE");
        assertThat(System.nanoTime() - refused)
                .as("RFC 3261 §14.1: the owner of the Call-ID waits 2.1 to 4 s")
                .isGreaterThan(TimeUnit.MILLISECONDS.toNanos(2_000));
        assertThat(again.cseq()).isEqualTo(moving.cseq() + 1);
        peer.respond(again, 200, "one", peer.contact(), ONE);
        awaitNews(PairNews.Joined.class);
    }

    @Test
    void answersLegTwosOfferItselfWhenLegOneRefusesTheReinvite() throws Exception {
        SipText first = callFirst();
        SipText second = callSecond();
        answerSecond(second);
        legs.join();
        SipText moving = peer.expect("INVITE");
        peer.respond(moving, 488, "one");
        SipText refused = peer.expect("ACK");
        assertThat(refused.header("Call-ID")).isEqualTo(first.header("Call-ID"));
        SipText ack = peer.expect("ACK");
        assertThat(ack.header("Call-ID")).isEqualTo(second.header("Call-ID"));
        assertThat(mediaOf(ack.body())).as("our sockets").startsWith("m=audio 40004 RTP/AVP 0 101");
        awaitNews(PairNews.Joined.class);
        assertThat(media.reserved()).hasSize(2);
        assertThat(peer.isQuietFor(700))
                .as("both dialogs are up, nothing is owed")
                .isTrue();
        legs.end(Side.FIRST);
        assertThat(peer.expect("BYE").header("Call-ID")).isEqualTo(first.header("Call-ID"));
    }

    /** The machine is at another address, and registered from there; returns the Contact. */
    private String move() throws Exception {
        phone.signalling.phone().registrationInput(new RegistrationInput.NetworkChanged(true));
        phone.signalling.rebind();
        phone.signalling.register(phone.account, 300, 2);
        SipText register = peer.expect("REGISTER");
        peer.respond(register, 200, "reg", "Contact: " + register.header("Contact"), "Expires: 300");
        return register.uri("Contact");
    }

    @Test
    void tellsBothPartiesWhereItIsAfterTheAddressChanged() throws Exception {
        SipText[] both = joined();
        String contact = move();
        SipText[] asked = {peer.expect("INVITE"), peer.expect("INVITE")};
        for (SipText again : asked) {
            boolean one = again.header("Call-ID").equals(both[0].header("Call-ID"));
            assertThat(again.header("Call-ID")).isEqualTo(both[one ? 0 : 1].header("Call-ID"));
            assertThat(again.uri("Contact")).isEqualTo(contact);
            assertThat(mediaOf(again.body()))
                    .as("their media goes on between them")
                    .isEqualTo(mediaOf(one ? TWO : ONE));
            peer.respond(again, 200, one ? "one" : "two", peer.contact(), one ? ONE : TWO);
            assertThat(peer.expect("ACK").header("Call-ID")).isEqualTo(again.header("Call-ID"));
        }
        assertThat(asked[0].header("Call-ID")).as("each of them").isNotEqualTo(asked[1].header("Call-ID"));
    }

    @Test
    void passesAReinviteAcross() throws Exception {
        SipText[] invites = joined();
        String hold = TWO.replace("RTP/AVP 0 101\r\n", "RTP/AVP 0 101\r\na=sendonly\r\n");
        peer.send(inDialog("INVITE", invites[1], "two", 60, peer.contact(), hold));
        SipText passed = peer.next();
        if (passed.isResponse()) {
            assertThat(passed.status()).isEqualTo(100);
            passed = peer.next();
        }
        assertThat(passed.method()).isEqualTo("INVITE");
        assertThat(passed.header("Call-ID")).isEqualTo(invites[0].header("Call-ID"));
        assertThat(mediaOf(passed.body())).isEqualTo(mediaOf(hold));
        String held = ONE.replace("RTP/AVP 0 101\r\n", "RTP/AVP 0 101\r\na=recvonly\r\n");
        peer.respond(passed, 200, "one", peer.contact(), held);
        peer.expect("ACK");
        SipText answer = peer.expectStatus(200);
        assertThat(answer.header("Call-ID")).isEqualTo(invites[1].header("Call-ID"));
        assertThat(mediaOf(answer.body())).isEqualTo(mediaOf(held));
        peer.send(inDialog("ACK", invites[1], "two", 60));
        assertThat(peer.isQuietFor(700)).as("the 200 has its ACK").isTrue();
    }

    @Test
    void tellsAPartyAgainTwoToFourSecondsAfterThatCollided() throws Exception {
        SipText[] both = joined();
        String contact = move();
        SipText[] asked = {peer.expect("INVITE"), peer.expect("INVITE")};
        for (SipText one : asked) {
            peer.respond(one, 491, one.header("Call-ID").equals(both[0].header("Call-ID")) ? "one" : "two");
            peer.expect("ACK");
        }
        long refused = System.nanoTime();
        for (int party = 0; party < 2; party++) {
            SipText again = peer.expect("INVITE");
            assertThat(System.nanoTime() - refused)
                    .as("RFC 3261 §14.1: the owner of the Call-ID waits 2.1 to 4 s")
                    .isGreaterThan(TimeUnit.MILLISECONDS.toNanos(2_000));
            boolean one = again.header("Call-ID").equals(both[0].header("Call-ID"));
            assertThat(again.uri("Contact")).isEqualTo(contact);
            assertThat(mediaOf(again.body())).isEqualTo(mediaOf(one ? TWO : ONE));
            peer.respond(again, 200, one ? "one" : "two", peer.contact(), one ? ONE : TWO);
            peer.expect("ACK");
        }
    }

    @Test
    void tellsAPartyWhereARouterMapsItsSocketsNow() throws Exception {
        SipText first = callFirst();
        media.remapped(new CallId("leg-1"), new ReflexiveAddress("203.0.113.9", 61_000, "203.0.113.9", 61_007));
        SipText told = peer.expect("INVITE");
        assertThat(told.header("Call-ID")).isEqualTo(first.header("Call-ID"));
        assertThat(told.header("Contact")).as("we are where we were").isEqualTo(first.header("Contact"));
        assertThat(told.body()).contains("c=IN IP4 203.0.113.9", "m=audio 61000 RTP/AVP 0", "a=rtcp:61007");
        peer.respond(told, 200, "one", peer.contact(), ONE);
        assertThat(peer.expect("ACK").cseq()).isEqualTo(told.cseq());
        media.remapped(new CallId("leg-1"), new ReflexiveAddress("203.0.113.9", 61_000, "203.0.113.9", 61_007));
        assertThat(peer.isQuietFor(2_500)).as("it knows that").isTrue();
    }
}
