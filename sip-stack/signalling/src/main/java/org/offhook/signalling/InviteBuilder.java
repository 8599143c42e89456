package org.offhook.signalling;

import java.text.ParseException;
import java.util.Optional;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.message.Request;
import org.offhook.core.call.CallPickup;
import org.offhook.core.call.CallerIdentity;
import org.offhook.core.call.Presentation;
import org.offhook.core.call.Referral;
import org.offhook.sip.SipMessages;

/** Builds our INVITEs: to whom, and as whom we show ourselves. Confined to the signalling thread. */
final class InviteBuilder {
    private final RequestBuilder requests;
    private final SipMessages messages;
    private final Presentation presentation;

    InviteBuilder(RequestBuilder requests, SipMessages messages, Presentation presentation) {
        this.requests = requests;
        this.messages = messages;
        this.presentation = presentation;
    }

    /**
     * INVITE to a number at our exchange (RFC 3261 §13.2.1).
     *
     * @param callerId what to show, when it is not the line's own
     */
    Request invite(
            String number, String callId, long cseq, String fromTag, Optional<CallerIdentity> callerId, String sdp)
            throws ParseException {
        CallerIdentity shown = callerId.orElseGet(() -> new CallerIdentity("", "", presentation));
        Presentation how = presentation.hides() ? presentation : shown.presentation();
        Request request = invite(number, callId, cseq, fromTag, from(shown, how));
        hide(request, how);
        if (!shown.number().isEmpty() || how == Presentation.ANONYMOUS) {
            SipURI preferred = shown.number().isEmpty()
                    ? (SipURI) requests.addressOfRecord().getURI()
                    : requests.uriAtExchange(shown.number());
            prefer(request, messages.address(preferred, shown.name()));
        }
        messages.setSdp(request, sdp);
        return request;
    }

    /** INVITE to whom a far end sends us, in its words (RFC 3515 §2.4.2, RFC 3892 §2.2, RFC 3891 §4). */
    Request invite(Referral referral, String callId, long cseq, String fromTag, String sdp) throws ParseException {
        Request request = invite(referral.uri(), callId, cseq, fromTag);
        if (referral.replaces().isPresent()) {
            messages.addHeader(request, Replacement.HEADER, referral.replaces().get());
        }
        if (referral.referredBy().isPresent()) {
            messages.addHeader(request, "Referred-By", referral.referredBy().get());
        }
        messages.setSdp(request, sdp);
        return request;
    }

    /** INVITE that takes the place of a call that rings elsewhere; who cannot do that is not to ring for it (RFC 3891 §4, §6.2). */
    Request invite(CallPickup fetched, String callId, long cseq, String fromTag, String sdp) throws ParseException {
        Request request = invite(fetched.uri(), callId, cseq, fromTag);
        messages.addHeader(request, Replacement.HEADER, fetched.replaces());
        messages.addHeader(request, "Require", Replacement.OPTION);
        messages.setSdp(request, sdp);
        return request;
    }

    private Request invite(String uri, String callId, long cseq, String fromTag) throws ParseException {
        CallerIdentity shown = new CallerIdentity("", "", presentation);
        if (!(messages.addresses().createURI(uri) instanceof SipURI target)) {
            throw new ParseException("no SIP URI", 0);
        }
        Request request = invite(target, callId, cseq, fromTag, from(shown, presentation));
        hide(request, presentation);
        return request;
    }

    private void hide(Request request, Presentation how) throws ParseException {
        if (how.hides()) {
            messages.addHeader(request, "Privacy", "user");
            messages.addHeader(request, "Privacy", "id");
        }
    }

    /** From of our calls. */
    private Address from(CallerIdentity shown, Presentation how) throws ParseException {
        return switch (how) {
            case PREFERRED, WITHHELD -> requests.addressOfRecord();
            case DISPLAY -> {
                String text = shown.name().isEmpty() ? shown.number() : shown.name();
                yield text.isEmpty()
                        ? requests.addressOfRecord()
                        : messages.address(
                                (SipURI) requests.addressOfRecord().getURI().clone(), text);
            }
            case ANONYMOUS ->
                messages.address(messages.addresses().createSipURI("anonymous", "anonymous.invalid"), "Anonymous");
        };
    }

    /** RFC 3325 §9.2: a wish; what the called party sees is for the exchange to decide. */
    private void prefer(Request request, Address identity) throws ParseException {
        messages.addHeader(request, "P-Preferred-Identity", identity.toString());
    }

    /**
     * INVITE of a leg: the caller ID is also the display name, for exchanges that show what they are told (RFC 3261 §20.20).
     *
     * @param sdp absent to ask for an offer
     */
    Request inviteLeg(
            String number, String callId, long cseq, String fromTag, Optional<String> callerId, Optional<String> sdp)
            throws ParseException {
        Address from = requests.addressOfRecord();
        if (callerId.isPresent()) {
            from = messages.address((SipURI) from.getURI().clone(), callerId.get());
        }
        Request request = invite(number, callId, cseq, fromTag, from);
        if (callerId.isPresent()) {
            prefer(request, messages.addresses().createAddress(requests.uriAtExchange(callerId.get())));
        }
        if (sdp.isPresent()) {
            messages.setSdp(request, sdp.get());
        } else {
            requests.addAccept(request); // what the offer may be
        }
        return request;
    }

    private Request invite(String number, String callId, long cseq, String fromTag, Address from)
            throws ParseException {
        return invite(requests.uriAtExchange(number), callId, cseq, fromTag, from);
    }

    private Request invite(SipURI uri, String callId, long cseq, String fromTag, Address from) {
        return requests.toExchange(Request.INVITE, uri, callId, cseq, fromTag, from);
    }
}
