package org.offhook.signalling;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sip.header.CallIdHeader;
import javax.sip.header.FromHeader;
import javax.sip.header.ToHeader;
import javax.sip.message.Message;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;
import org.offhook.core.call.CallId;
import org.offhook.core.call.DialogId;

/** All calls by our name and by SIP's. Confined to the signalling thread. */
final class CallTable {
    private final Map<CallId, SipCall> byId = new HashMap<>();
    private final Map<String, SipCall> bySipCallId = new HashMap<>();

    void add(SipCall call) {
        byId.put(call.id, call);
        bySipCallId.put(call.sipCallId, call);
    }

    void remove(SipCall call) {
        byId.remove(call.id, call);
        bySipCallId.remove(call.sipCallId, call);
    }

    @Nullable
    SipCall get(CallId id) {
        return byId.get(id);
    }

    /** The call that a message belongs to by its Call-ID. */
    @Nullable
    SipCall of(Message message) {
        return message.getHeader(CallIdHeader.NAME) instanceof CallIdHeader id ? bySipCallId.get(id.getCallId()) : null;
    }

    @Nullable
    SipCall ofSipCallId(String sipCallId) {
        return bySipCallId.get(sipCallId);
    }

    /** The dialog of a request from a peer: our tag is in To, theirs in From (RFC 3261 §12.2.2). */
    static Optional<DialogState> dialogOf(SipCall call, Request request) {
        ToHeader to = (ToHeader) request.getHeader(ToHeader.NAME);
        FromHeader from = (FromHeader) request.getHeader(FromHeader.NAME);
        if (to.getTag() == null || from.getTag() == null || !to.getTag().equals(call.localTag)) {
            return Optional.empty();
        }
        return Optional.ofNullable(call.dialogs.get(new DialogId(from.getTag())));
    }

    Iterable<SipCall> all() {
        return java.util.List.copyOf(byId.values());
    }

    /** Whether there is a call that is not over, as against one that is kept for late messages. */
    boolean hasLive() {
        return byId.values().stream().anyMatch(call -> call.burial == null);
    }

    int size() {
        return byId.size();
    }
}
