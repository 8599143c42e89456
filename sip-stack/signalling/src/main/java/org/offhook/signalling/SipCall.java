package org.offhook.signalling;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import javax.sip.ServerTransaction;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;
import org.offhook.core.call.CallId;
import org.offhook.core.call.DialogId;

/** A call as SIP sees it: one Call-ID, our tag, and a dialog for each peer that answered. Confined to the signalling thread. */
final class SipCall {
    final CallId id;
    final String sipCallId;
    final String localTag;
    final Map<DialogId, DialogState> dialogs = new HashMap<>();

    /** 2xx to INVITE that we repeat until their ACK comes. */
    final Map<DialogId, RepeatedAnswer> unacknowledged = new HashMap<>();

    /** Our newest re-INVITE of each dialog. */
    final Map<DialogId, OutgoingReinvite> sentReinvites = new HashMap<>();

    /** Digits on their way by INFO. */
    final Map<DialogId, DigitsByInfo> digits = new HashMap<>();

    /** Dialogs whose far end was sent to somebody else and may tell how that goes (RFC 3515 §2.4.4: the implicit subscription). */
    final Set<DialogId> referred = new HashSet<>();

    /** BYEs that are on their way. */
    final Map<DialogId, Farewell> farewells = new HashMap<>();

    /** Dialogs that were hung up. */
    final Set<DialogId> over = new HashSet<>();

    /** REFER of the peer that waits for our answer, or whose call is on its way. */
    final Map<DialogId, ReferralDesk.Received> referrals = new HashMap<>();

    /** How often one far end after the other has sent us on until this call. */
    int hops;

    /** REFER that came in this call. */
    int hopsTaken;

    /** Re-INVITE of the peer that waits for the phone's answer. */
    final Map<DialogId, PendingReinvite> reinvites = new HashMap<>();

    /** Whether its sessions have a timer (RFC 4028): legs of third-party calls leave that to their parties. */
    boolean timed;

    @Nullable
    OutgoingInvite outgoing;

    @Nullable
    IncomingInvite incoming;

    @Nullable
    Future<?> burial;

    SipCall(CallId id, String sipCallId, String localTag) {
        this.id = id;
        this.sipCallId = sipCallId;
        this.localTag = localTag;
    }

    /** A request of the peer with its transaction. */
    record PendingReinvite(Request request, ServerTransaction transaction) {}

    /** Nothing of this call makes a sound on the wire any more. */
    void stopRepeating() {
        unacknowledged.values().forEach(RepeatedAnswer::stop);
        unacknowledged.clear();
    }
}
