package org.offhook.signalling;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.text.ParseException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.offhook.core.account.Secret;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.core.call.DialogId;
import org.offhook.core.call.Presentation;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.AudioDevice;
import org.offhook.core.port.PhoneInbox;
import org.offhook.core.port.WatchInput;
import org.offhook.core.registration.RegistrationInput;
import org.offhook.sip.SipMessages;
import org.offhook.sip.SipTarget;
import org.offhook.sip.digest.DigestChallenge;
import org.offhook.sip.digest.DigestClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks the way of a call's messages before anybody clicks, so that the first call does not pay for loading and compiling (tens of
 * milliseconds on a cold machine). Runs once a process, a while after registration, on a thread that ends with it. Nothing of it
 * leaves the machine: the INVITEs go to a socket of its own at our own address, which answers 486.
 */
final class WarmUp {
    /** After registration: by then the window is up. */
    static final Duration DELAY = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final int BUILDING_ROUNDS = 150;
    private static final int CALLING_ROUNDS = 140;
    private static final long PAUSE_NANOS = 500_000;
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

    private final ExchangeLink link;
    private final RequestBuilder builder;
    private final InviteBuilder invites;
    private final HopFinder hops;
    private final SessionTimers sessions;
    private final DigestClient digest;
    private final DigestChallenge challenge;

    /** With a builder of its own: the user agent's belongs to the signalling thread. */
    WarmUp(ExchangeLink link, String product) {
        this.link = link;
        this.builder =
                new RequestBuilder(link, product, Reliability.SUPPORTED, ReferralsAllowed.EXCHANGE, Optional.empty());
        this.invites = new InviteBuilder(builder, link.node.messages(), Presentation.PREFERRED);
        this.hops = new HopFinder(link, true);
        this.sessions = new SessionTimers(Duration.ZERO, link.node.messages());
        this.digest = new DigestClient(link.account.authenticationUser(), Secret.of(""));
        this.challenge = DigestChallenge.parse("Digest realm=\"warm\",nonce=\"up\",qop=\"auth\"")
                .orElseThrow();
    }

    /** Starts the walk, the first time in a process; otherwise does nothing. */
    static void start(ExchangeLink link, String product) {
        if (DONE.compareAndSet(false, true)) {
            Thread thread = new Thread(() -> new WarmUp(link, product).run(), "sip-warm-up");
            thread.setDaemon(true);
            thread.start();
        }
    }

    void run() {
        try {
            for (int i = 0; i < BUILDING_ROUNDS; i++) {
                build();
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            if (link.account.transport() == Transport.UDP) {
                call();
            }
        } catch (ParseException | IOException | RuntimeException odd) {
            LOG.debug("warm-up ended early: {}", odd.getClass().getSimpleName());
        }
    }

    private Request invite() throws ParseException {
        Request invite = invites.invite("0", SipMessages.newCallId(), 1, SipMessages.newTag(), Optional.empty(), SDP);
        invite.setHeader(link.node
                .messages()
                .headers()
                .createHeader("Authorization", digest.answer(challenge, "INVITE", "sip:0@warm", new byte[0])));
        return invite;
    }

    private void build() throws ParseException {
        SipMessages messages = link.node.messages();
        Request invite = invite();
        SipMessages.parse(SipMessages.encode(invite));
        Response answer = messages.response(invite, Response.OK, "warm");
        builder.addContactAndAllow(answer);
        builder.addServer(answer);
        messages.setSdp(answer, SDP);
        Response parsed = (Response) SipMessages.parse(SipMessages.encode(answer));
        DialogState dialog = DialogState.ofCaller(invite, parsed);
        Bodies.sdp(parsed);
        lookUp(dialog);
        hops.find(dialog.nextHop());
        SipMessages.encode(dialog.newAck(1, builder, messages));
        SipMessages.encode(dialog.newRequest(Request.BYE, builder, messages));
    }

    /** Records make their hashCode and equals at first use: milliseconds, and a call's tables are keyed by records. */
    private static void lookUp(DialogState dialog) {
        CallTable table = new CallTable();
        SipCall call = new SipCall(new CallId("warm-" + dialog.callId), dialog.callId, dialog.localTag);
        call.dialogs.put(dialog.id(), dialog);
        table.add(call);
        SipCall found = table.get(new CallId("warm-" + dialog.callId));
        if (found != null && found.dialogs.get(new DialogId(dialog.remoteTag)) != null) {
            table.remove(found);
        }
    }

    private void call() throws IOException, ParseException {
        InetSocketAddress ours = link.node.localAddress(Transport.UDP);
        try (DatagramSocket busy = new DatagramSocket(new InetSocketAddress(ours.getAddress(), 0))) {
            busy.setSoTimeout(200);
            SipTarget target =
                    SipTarget.of(Transport.UDP, new InetSocketAddress(ours.getAddress(), busy.getLocalPort()));
            ExchangeLink toOurselves = new ExchangeLink(link.account, link.node, new Located(List.of(target), 1));
            RequestSender sender = new RequestSender(toOurselves);
            byte[] buffer = new byte[8_192];
            for (int i = 0; i < CALLING_ROUNDS && !link.node.isClosed(); i++) {
                Request invite = invite();
                SipCall call = new SipCall(new CallId("warm-up"), SipMessages.newCallId(), "warm");
                sender.send(
                        invite,
                        target,
                        () -> 2,
                        new OutgoingInvite(
                                call,
                                toOurselves,
                                builder,
                                hops,
                                new NobodyListens(),
                                sessions,
                                new Pracks(toOurselves, sender, builder, hops),
                                new Redirects(toOurselves, builder, RedirectsFollowed.OFF),
                                invite));
                answerBusy(busy, buffer); // the INVITE
                answerBusy(busy, buffer); // the ACK of the round before, or nothing
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** What happens to these calls is of no interest. */
    private static final class NobodyListens implements PhoneInbox {
        @Override
        public void callInput(CallId call, CallInput input) {}

        @Override
        public void incomingCall(CallId call, CallInput.InviteReceived invite) {}

        @Override
        public void registrationInput(RegistrationInput input) {}

        @Override
        public void watchInput(WatchInput input) {}

        @Override
        public void audioDevicesChanged(List<AudioDevice> devices, Optional<ErrorCode> problem) {}

        @Override
        public CallId newCallId() {
            return new CallId("warm-up");
        }
    }

    private void answerBusy(DatagramSocket socket, byte[] buffer) throws IOException, ParseException {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        try {
            socket.receive(packet);
        } catch (SocketTimeoutException nothing) {
            return;
        }
        if (SipMessages.parse(Arrays.copyOf(buffer, packet.getLength())) instanceof Request request
                && request.getMethod().equals(Request.INVITE)) {
            byte[] answer = SipMessages.encode(link.node.messages().response(request, Response.BUSY_HERE, "warm"));
            socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
    }
}
