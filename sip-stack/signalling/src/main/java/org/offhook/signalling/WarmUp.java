package org.offhook.signalling;

import java.text.ParseException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.offhook.core.account.Secret;
import org.offhook.sip.SipMessages;
import org.offhook.sip.digest.DigestChallenge;
import org.offhook.sip.digest.DigestClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks the way of a call's messages without the wire, so that the first click does not pay for loading classes (200 ms on a cold
 * machine). Run once after registration, when nobody waits.
 */
final class WarmUp {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final int ROUNDS = 40;
    private static final String SDP = String.join(
            "\r\n",
            "v=0",
            "o=- 1 1 IN IP4 127.0.0.1",
            "s=-",
            "c=IN IP4 127.0.0.1",
            "t=0 0",
            "m=audio 4000 RTP/AVP 0 8 101",
            "a=rtpmap:0 PCMU/8000",
            "");
    private static final AtomicBoolean DONE = new AtomicBoolean();

    private WarmUp() {}

    static void run(ExchangeLink link, RequestBuilder builder, HopFinder hops) {
        if (!DONE.compareAndSet(false, true)) {
            return; // classes are loaded once a process
        }
        try {
            for (int i = 0; i < ROUNDS; i++) {
                round(link, builder, hops);
            }
        } catch (ParseException | RuntimeException odd) {
            LOG.debug("warm-up failed: {}", odd.getClass().getSimpleName());
        }
    }

    private static void round(ExchangeLink link, RequestBuilder builder, HopFinder hops) throws ParseException {
        SipMessages messages = link.node.messages();
        Request invite = builder.invite("0", SipMessages.newCallId(), 1, SipMessages.newTag(), Optional.empty(), SDP);
        DigestClient digest = new DigestClient(link.account.authenticationUser(), Secret.of(""));
        DigestChallenge challenge = DigestChallenge.parse("Digest realm=\"warm\",nonce=\"up\",qop=\"auth\"")
                .orElseThrow();
        invite.setHeader(messages.headers()
                .createHeader(
                        "Authorization",
                        digest.answer(
                                challenge, "INVITE", invite.getRequestURI().toString(), new byte[0])));
        SipMessages.parse(SipMessages.encode(invite));

        Response answer = messages.response(invite, 200, "warm");
        builder.addContactAndAllow(answer);
        builder.addServer(answer);
        messages.setSdp(answer, SDP);
        Response parsed = (Response) SipMessages.parse(SipMessages.encode(answer));
        DialogState dialog = DialogState.ofCaller(invite, parsed);
        Bodies.sdp(parsed);
        hops.find(dialog.nextHop());
        SipMessages.encode(dialog.newAck(1, builder, messages));
        SipMessages.encode(dialog.newRequest(Request.BYE, builder, messages));
    }
}
