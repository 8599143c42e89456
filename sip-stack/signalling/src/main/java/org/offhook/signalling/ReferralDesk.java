package org.offhook.signalling;

import java.net.InetSocketAddress;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import javax.sip.ServerTransaction;
import javax.sip.address.SipURI;
import javax.sip.address.TelURL;
import javax.sip.address.URI;
import javax.sip.header.ReferToHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallInput;
import org.offhook.core.call.CallParty;
import org.offhook.core.call.DialogId;
import org.offhook.core.call.Referral;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.port.PhoneInbox;
import org.offhook.signalling.RequestDesk.InDialog;
import org.offhook.sip.SipMessages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * REFER of a far end: whom it sends us to, and what it is told of the call there (RFC 3515). Whether we go is the phone's to decide; who may
 * ask at all is decided here. Confined to the signalling thread.
 */
final class ReferralDesk {
    private static final Logger LOG = LoggerFactory.getLogger(ReferralDesk.class);

    /** RFC 4488: whoever refers need not hear how it goes. */
    static final String NO_SUBSCRIPTION = "norefersub";

    private static final String REFER_SUB = "Refer-Sub";

    /** Phones that send one another on and on stop here. */
    private static final int MOST_HOPS = 5;

    /** RFC 3515 §2.4.4 leaves it open; calls that ring for longer are refreshed by the notices themselves. */
    private static final String ACTIVE = "active;expires=180";

    private static final String OVER = "terminated;reason=noresource";

    private final ExchangeLink link;
    private final RequestBuilder builder;
    private final RequestSender sender;
    private final HopFinder hops;
    private final RequestDesk desk;
    private final PhoneInbox inbox;
    private final ReferralsAllowed allowed;

    ReferralDesk(
            ExchangeLink link,
            RequestBuilder builder,
            RequestSender sender,
            HopFinder hops,
            RequestDesk desk,
            PhoneInbox inbox,
            ReferralsAllowed allowed) {
        this.link = link;
        this.builder = builder;
        this.sender = sender;
        this.hops = hops;
        this.desk = desk;
        this.inbox = inbox;
        this.allowed = allowed;
    }

    /** A REFER that waits for our answer, or whose call is on its way. */
    static final class Received {
        private final Request refer;
        private final ServerTransaction transaction;
        private final DialogState dialog;
        private final boolean silent;
        private final boolean first;

        private Received(
                Request refer, ServerTransaction transaction, DialogState dialog, boolean silent, boolean first) {
            this.refer = refer;
            this.transaction = transaction;
            this.dialog = dialog;
            this.silent = silent;
            this.first = first;
        }
    }

    void received(Request refer, ServerTransaction transaction, InetSocketAddress source) {
        boolean outside =
                ((javax.sip.header.ToHeader) refer.getHeader(javax.sip.header.ToHeader.NAME)).getTag() == null;
        if (outside || (allowed == ReferralsAllowed.EXCHANGE && !link.isExchange(source))) {
            desk.answer(refer, transaction, Response.FORBIDDEN); // nobody makes this phone call out of the blue
            return;
        }
        InDialog found = desk.inDialog(refer);
        if (found == null || !found.call().timed) {
            desk.answer(refer, transaction, Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST);
            return;
        }
        if (!found.dialog().acceptSequence(refer)) {
            desk.answer(refer, transaction, Response.SERVER_INTERNAL_ERROR);
            return;
        }
        DialogId id = found.dialog().id();
        SipCall call = found.call();
        if (call.referrals.containsKey(id)) {
            desk.answer(refer, transaction, Response.REQUEST_PENDING); // one after the other
            return;
        }
        Reading reading = read(refer, call);
        if (reading.status() != 0 || reading.referral().isEmpty()) {
            desk.answer(refer, transaction, reading.status());
            return;
        }
        found.dialog().refreshTarget(refer);
        boolean silent = Bodies.header(refer, REFER_SUB)
                .filter(value ->
                        value.strip().toLowerCase(java.util.Locale.ROOT).startsWith("false"))
                .isPresent();
        boolean first = call.referred.isEmpty() && call.hopsTaken == 0;
        call.hopsTaken++;
        call.referrals.put(id, new Received(refer, transaction, found.dialog(), silent, first));
        inbox.callInput(
                call.id, new CallInput.ReferReceived(id, reading.referral().get()));
    }

    // ---- whom it names

    /** @param status why it is refused, or 0 */
    private record Reading(int status, Optional<Referral> referral) {
        static Reading refused(int status) {
            return new Reading(status, Optional.empty());
        }
    }

    private Reading read(Request refer, SipCall call) {
        List<String> targets = RequestSender.values(refer, ReferToHeader.NAME);
        if (targets.size() != 1 || !(refer.getHeader(ReferToHeader.NAME) instanceof ReferToHeader header)) {
            return Reading.refused(Response.BAD_REQUEST); // RFC 3515 §2.4.2: exactly one
        }
        if (call.hops >= MOST_HOPS) {
            return Reading.refused(Response.LOOP_DETECTED);
        }
        try {
            return read(header, refer, call);
        } catch (ParseException unusable) {
            return Reading.refused(Response.BAD_REQUEST);
        }
    }

    private Reading read(ReferToHeader header, Request refer, SipCall call) throws ParseException {
        URI asked = header.getAddress().getURI();
        SipURI target;
        Optional<String> replaces = Optional.empty();
        switch (asked) {
            case SipURI sip -> {
                if (sip.isSecure() && link.account.transport() != Transport.TLS) {
                    return Reading.refused(Response.UNSUPPORTED_URI_SCHEME);
                }
                String method = Optional.ofNullable(sip.getMethodParam()).orElse(Request.INVITE);
                if (!method.equalsIgnoreCase(Request.INVITE)) {
                    return Reading.refused(Response.DECLINE); // we call, and do nothing else for others
                }
                replaces =
                        Optional.ofNullable(sip.getHeader(Replacement.HEADER)).map(ReferralDesk::unescaped);
                target = Escapes.withoutHeaders(sip, link.node.messages()); // of which only Replaces is taken over
                target.removeParameter("method");
            }
            case TelURL tel -> target = builder.uriAtExchange(Escapes.dialled(tel));
            default -> {
                return Reading.refused(Response.UNSUPPORTED_URI_SCHEME);
            }
        }
        if (isOurselves(target)) {
            return Reading.refused(Response.LOOP_DETECTED);
        }
        String name = Optional.ofNullable(header.getAddress().getDisplayName())
                .orElse("")
                .replace("\"", "");
        CallParty shown = new CallParty(Optional.ofNullable(target.getUser()).orElse(target.getHost()), name);
        Optional<String> referredBy = Bodies.header(refer, "Referred-By");
        return new Reading(
                0,
                Optional.of(new Referral(
                        shown,
                        Identities.referrer(refer, link.node.messages()).orElse(CallParty.UNKNOWN),
                        target.toString(),
                        replaces,
                        referredBy,
                        call.hops + 1)));
    }

    private static String unescaped(String header) {
        try {
            return java.net.URLDecoder.decode(header.replace("+", "%2B"), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEscaped) {
            return header;
        }
    }

    /** Calling ourselves would come back as a call of ours (482), or ring here. */
    private boolean isOurselves(SipURI target) {
        SipURI contact = link.contactUri();
        boolean us = link.account.extension().equals(target.getUser());
        boolean here = target.getHost().equalsIgnoreCase(link.account.domain())
                || (target.getHost().equalsIgnoreCase(contact.getHost()) && target.getPort() == contact.getPort());
        return us && here;
    }

    // ---- what it is told

    /** The phone goes there, or does not. */
    void respond(SipCall call, DialogId id, int status) {
        Received received = call.referrals.get(id);
        if (received == null) {
            return;
        }
        boolean accepted = status >= 200 && status < 300;
        Response response = desk.response(received.refer, accepted && received.silent ? Response.OK : status);
        if (accepted) {
            builder.addContactAndAllow(response);
            if (received.silent) {
                add(response, REFER_SUB, "false"); // RFC 4488 §4: no subscription has come to be
            }
        } else {
            call.referrals.remove(id);
        }
        desk.send(received.transaction, response);
        if (accepted) {
            notify(call, id, Response.TRYING); // RFC 3515 §2.4.4: at once
        }
    }

    void notify(SipCall call, DialogId id, int status) {
        Received received = call.referrals.get(id);
        if (received == null) {
            return;
        }
        boolean last = status >= 200;
        if (last) {
            call.referrals.remove(id);
        }
        if (received.silent) {
            return;
        }
        DialogState dialog = received.dialog;
        SipMessages messages = link.node.messages();
        Request notify = dialog.newRequest(Request.NOTIFY, builder, messages);
        builder.addContactAndAllow(notify);
        // RFC 3515 §2.4.6: later ones in a dialog are told apart by their CSeq
        add(notify, "Event", received.first ? "refer" : "refer;id=" + DialogState.sequence(received.refer));
        add(notify, "Subscription-State", last ? OVER : ACTIVE);
        String phrase = Optional.ofNullable(
                        messages.response(received.refer, status, "").getReasonPhrase())
                .orElse("");
        messages.setBody(notify, "message", "sipfrag;version=2.0", "SIP/2.0 " + status + " " + phrase + "\r\n");
        sender.send(notify, hops.find(dialog.nextHop()), dialog::nextSequence, new RequestSender.Outcome() {
            @Override
            public void responded(Response response) {
                if (response.getStatusCode() >= 300) {
                    LOG.debug("a notice of a referral was refused: {}", response.getStatusCode());
                    call.referrals.remove(id); // RFC 6665 §4.2.2: nobody listens any more
                }
            }

            @Override
            public void timedOut() {
                call.referrals.remove(id);
            }

            @Override
            public void failed(ErrorCode code) {
                call.referrals.remove(id);
            }
        });
    }

    private void add(javax.sip.message.Message message, String name, String value) {
        try {
            link.node.messages().addHeader(message, name, value);
        } catch (ParseException impossible) {
            throw new IllegalStateException("a header of our own making", impossible);
        }
    }
}
