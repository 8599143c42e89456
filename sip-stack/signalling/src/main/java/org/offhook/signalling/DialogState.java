package org.offhook.signalling;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.header.AllowHeader;
import javax.sip.header.CSeqHeader;
import javax.sip.header.CallIdHeader;
import javax.sip.header.ContactHeader;
import javax.sip.header.FromHeader;
import javax.sip.header.RecordRouteHeader;
import javax.sip.header.RouteHeader;
import javax.sip.header.ToHeader;
import javax.sip.message.Message;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.offhook.core.call.DialogId;
import org.offhook.core.call.SessionTerms;
import org.offhook.sip.SipMessages;

/** A dialog: RFC 3261 §12. Confined to the signalling thread. */
final class DialogState {
    final String callId;
    final String localTag;
    final String remoteTag;
    private final Address local;
    private final Address remote;
    private List<Address> routes;
    private SipURI remoteTarget;
    private long localSequence;
    private long remoteSequence;
    private boolean takesUpdate;
    private boolean refusesInfo;

    /** What the last exchange agreed on (RFC 4028). */
    Optional<SessionTerms> session = Optional.empty();

    /** The shortest session that this far end has said it takes. */
    Duration leastSession = SessionTimers.LEAST;

    private DialogState(
            String callId,
            String localTag,
            String remoteTag,
            Address local,
            Address remote,
            List<Address> routes,
            SipURI remoteTarget,
            long localSequence,
            long remoteSequence) {
        this.callId = callId;
        this.localTag = localTag;
        this.remoteTag = remoteTag;
        this.local = local;
        this.remote = remote;
        this.routes = routes;
        this.remoteTarget = remoteTarget;
        this.localSequence = localSequence;
        this.remoteSequence = remoteSequence;
    }

    /** The caller's side, from a response above 100 with a To tag (RFC 3261 §12.1.2). */
    static DialogState ofCaller(Request invite, Response response) {
        FromHeader from = (FromHeader) response.getHeader(FromHeader.NAME);
        ToHeader to = (ToHeader) response.getHeader(ToHeader.NAME);
        DialogState dialog = new DialogState(
                ((CallIdHeader) invite.getHeader(CallIdHeader.NAME)).getCallId(),
                from.getTag(),
                to.getTag(),
                from.getAddress(),
                to.getAddress(),
                List.of(),
                (SipURI) invite.getRequestURI(),
                sequence(invite),
                -1);
        dialog.learnFrom(response);
        return dialog;
    }

    /** The called side, from an INVITE with a From tag (RFC 3261 §12.1.1). */
    static DialogState ofCalled(Request invite, String localTag, SipURI fallbackTarget) {
        FromHeader from = (FromHeader) invite.getHeader(FromHeader.NAME);
        ToHeader to = (ToHeader) invite.getHeader(ToHeader.NAME);
        SipURI contact = contactOf(invite);
        DialogState dialog = new DialogState(
                ((CallIdHeader) invite.getHeader(CallIdHeader.NAME)).getCallId(),
                localTag,
                from.getTag(),
                to.getAddress(),
                from.getAddress(),
                recordRoutes(invite, false),
                contact == null ? fallbackTarget : contact,
                0,
                sequence(invite));
        dialog.learnMethods(invite);
        return dialog;
    }

    /** The subscriber's side, from a NOTIFY that came before the 2xx (RFC 6665 §4.1.2.4). */
    static DialogState ofSubscriber(Request subscribe, Request notify) {
        FromHeader from = (FromHeader) notify.getHeader(FromHeader.NAME);
        ToHeader to = (ToHeader) notify.getHeader(ToHeader.NAME);
        SipURI contact = contactOf(notify);
        return new DialogState(
                ((CallIdHeader) notify.getHeader(CallIdHeader.NAME)).getCallId(),
                to.getTag(),
                from.getTag(),
                to.getAddress(),
                from.getAddress(),
                recordRoutes(notify, false),
                contact == null ? (SipURI) subscribe.getRequestURI() : contact,
                sequence(subscribe),
                -1);
    }

    DialogId id() {
        return new DialogId(remoteTag);
    }

    /** A 2xx sets the route set anew, an early dialog's was provisional (RFC 3261 §13.2.2.4); any target refresh the target. */
    void learnFrom(Response response) {
        routes = recordRoutes(response, true);
        refreshTarget(response);
    }

    /** RFC 3261 §12.2: INVITE in a dialog and its 2xx are target refreshes. */
    void refreshTarget(Message message) {
        SipURI contact = contactOf(message);
        if (contact != null) {
            remoteTarget = contact;
        }
        learnMethods(message);
    }

    /** What the far end takes, by its latest Allow (RFC 3261 §20.5). */
    private void learnMethods(Message message) {
        List<String> allowed = RequestSender.values(message, AllowHeader.NAME);
        if (!allowed.isEmpty()) {
            takesUpdate = allowed.stream().anyMatch(Request.UPDATE::equalsIgnoreCase);
            refusesInfo = allowed.stream().noneMatch(Request.INFO::equalsIgnoreCase);
        }
    }

    boolean takesUpdate() {
        return takesUpdate;
    }

    /** True when it has said what it takes, and INFO is not among it. */
    boolean refusesInfo() {
        return refusesInfo;
    }

    /** False for a request that is older than one already seen (RFC 3261 §12.2.2: answered 500). */
    boolean acceptSequence(Request request) {
        long sequence = sequence(request);
        if (sequence <= remoteSequence) {
            return false;
        }
        remoteSequence = sequence;
        return true;
    }

    long nextSequence() {
        return ++localSequence;
    }

    /** A request in this dialog with the next CSeq (RFC 3261 §12.2.1.1). */
    Request newRequest(String method, RequestBuilder builder, SipMessages messages) {
        return newRequest(method, nextSequence(), builder, messages);
    }

    /** ACK has the number of its INVITE (RFC 3261 §13.2.2.4). */
    Request newAck(long inviteSequence, RequestBuilder builder, SipMessages messages) {
        return newRequest(Request.ACK, inviteSequence, builder, messages);
    }

    private Request newRequest(String method, long sequence, RequestBuilder builder, SipMessages messages) {
        boolean strict =
                !routes.isEmpty() && !(routes.getFirst().getURI() instanceof SipURI first && first.hasLrParam());
        SipURI requestUri = strict && routes.getFirst().getURI() instanceof SipURI first ? first : remoteTarget;
        Request request = builder.request(method, requestUri, callId, sequence, local, localTag, remote, remoteTag);
        List<Address> path = new ArrayList<>(routes);
        if (strict) {
            // RFC 3261 §12.2.1.1: a strict router is addressed itself, and the target goes last.
            path.removeFirst();
            path.add(messages.addresses().createAddress(remoteTarget));
        }
        for (Address hop : path) {
            request.addHeader(messages.headers().createRouteHeader(hop));
        }
        return request;
    }

    /** The URI whose host the next request goes to: the first route, or the remote target. */
    SipURI nextHop() {
        return !routes.isEmpty() && routes.getFirst().getURI() instanceof SipURI first ? first : remoteTarget;
    }

    /** Who the far end is, as its tag's header says. */
    String remoteUri() {
        return remote.getURI().toString();
    }

    /** This dialog as the far end would find it in a Replaces header: its own tag is to-tag there (RFC 3891 §3, §6.1). */
    String replaces() {
        return callId + ";to-tag=" + remoteTag + ";from-tag=" + localTag;
    }

    static long sequence(Message message) {
        return ((CSeqHeader) message.getHeader(CSeqHeader.NAME)).getSeqNumber();
    }

    private static @Nullable SipURI contactOf(Message message) {
        return message.getHeader(ContactHeader.NAME) instanceof ContactHeader contact
                        && contact.getAddress() != null
                        && contact.getAddress().getURI() instanceof SipURI uri
                ? uri
                : null;
    }

    private static List<Address> recordRoutes(Message message, boolean reversed) {
        List<Address> routes = new ArrayList<>();
        for (Iterator<?> headers = message.getHeaders(RecordRouteHeader.NAME); headers.hasNext(); ) {
            if (headers.next() instanceof RecordRouteHeader route && route.getAddress() != null) {
                routes.add(route.getAddress());
            }
        }
        List<Address> ordered = reversed ? routes.reversed() : routes;
        return List.copyOf(ordered);
    }

    /** Route headers of a request, for a test of the path. */
    static boolean hasRoute(Request request) {
        return request.getHeader(RouteHeader.NAME) != null;
    }
}
