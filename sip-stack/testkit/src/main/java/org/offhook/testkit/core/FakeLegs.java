package org.offhook.testkit.core;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.offhook.core.call.CallId;
import org.offhook.core.call.DialogId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.DtlsIdentity;
import org.offhook.core.media.Encryption;
import org.offhook.core.media.LocalMedia;
import org.offhook.core.media.MediaPlan;
import org.offhook.core.media.MediaPlan.DtlsPeer;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.media.ReflexiveAddress;
import org.offhook.core.port.LegMediaPort;
import org.offhook.core.port.LegSignallingPort;
import org.offhook.core.thirdparty.LegInput;
import org.offhook.core.thirdparty.LegPlan;
import org.offhook.core.thirdparty.LegTone;
import org.offhook.core.thirdparty.Recording;

/** Signalling and media of third-party calls without network: notes the orders; the test plays the far ends. One thread. */
public final class FakeLegs {
    private final List<String> orders = new ArrayList<>();
    private final List<CallId> invited = new ArrayList<>();
    private final Set<CallId> reserved = new HashSet<>();
    private final Set<String> announcements = new HashSet<>();
    private Optional<LegSignallingPort.LegInbox> signallingInbox = Optional.empty();
    private Optional<LegMediaPort.LegMediaInbox> mediaInbox = Optional.empty();
    private Optional<DtlsIdentity> identity = Optional.empty();
    private int ports = 40_000;
    private int asked;

    /** Its sockets want handshakes. */
    public FakeLegs handshaking(DtlsIdentity own) {
        identity = Optional.of(own);
        return this;
    }

    /** A file that can be played. */
    public FakeLegs withAnnouncement(String name) {
        announcements.add(name);
        return this;
    }

    /** Orders since the last look, as {@code L1 SendInvite OURS}. */
    public List<String> takeOrders() {
        List<String> all = List.copyOf(orders);
        orders.clear();
        return all;
    }

    /** The legs whose INVITE went out, in that order. */
    public CallId leg(int number) {
        return invited.get(number);
    }

    /** Legs that hold sockets. */
    public Set<CallId> reserved() {
        return Set.copyOf(reserved);
    }

    /** What a far end did. */
    public void happens(CallId leg, LegInput input) {
        signallingInbox.orElseThrow().legInput(leg, input);
    }

    /** The way to the exchange that a leg is on is gone. */
    public void pathLost(CallId leg) {
        signallingInbox.orElseThrow().pathLost(leg);
    }

    /** How often the exchange was asked how it sees us. */
    public int asked() {
        return asked;
    }

    /** A router maps a leg's sockets anew. */
    public void remapped(CallId leg, ReflexiveAddress outside) {
        mediaInbox.orElseThrow().legInput(leg, new LegInput.MediaRemapped(outside));
    }

    /** The handshake with a leg's party is done. */
    public void secured(CallId leg, DtlsPeer peer) {
        mediaInbox.orElseThrow().secured(leg, peer);
    }

    /** The announcement was heard to its end. */
    public void announcementEnds(CallId leg) {
        mediaInbox.orElseThrow().announcementPlayed(leg);
    }

    private void note(CallId leg, String order) {
        orders.add(leg.value() + ' ' + order);
    }

    private static String with(Optional<String> sdp) {
        return sdp.isPresent() ? " with SDP" : "";
    }

    public LegSignallingPort signalling() {
        return new Signalling();
    }

    public LegMediaPort media() {
        return new Media();
    }

    private final class Signalling implements LegSignallingPort {
        @Override
        public void attach(LegInbox inbox) {
            signallingInbox = Optional.of(inbox);
        }

        @Override
        public void sendInvite(CallId leg, LegPlan plan, Optional<String> sdpOffer) {
            invited.add(leg);
            note(leg, "SendInvite" + with(sdpOffer));
            happens(leg, new LegInput.InviteSent("call-id-of-" + leg.value()));
        }

        @Override
        public void askHowSeen(CallId leg) {
            asked++;
        }

        @Override
        public void sendCancel(CallId leg) {
            note(leg, "SendCancel");
        }

        @Override
        public void sendAck(CallId leg, DialogId dialog, Optional<String> sdpAnswer) {
            note(leg, "SendAck" + with(sdpAnswer));
        }

        @Override
        public void sendBye(CallId leg, DialogId dialog, Optional<String> reason) {
            note(leg, "SendBye");
        }

        @Override
        public void sendReinvite(CallId leg, DialogId dialog, Optional<String> sdpOffer) {
            note(leg, "SendReinvite" + with(sdpOffer));
        }

        @Override
        public void respondToReinvite(CallId leg, DialogId dialog, int status, Optional<String> sdp) {
            note(leg, "RespondToReinvite " + status + with(sdp));
        }

        @Override
        public void forget(CallId leg) {
            note(leg, "Forget");
        }
    }

    private final class Media implements LegMediaPort {
        @Override
        public void attach(LegMediaInbox inbox) {
            mediaInbox = Optional.of(inbox);
        }

        @Override
        public void reserve(CallId leg) {
            reserved.add(leg);
            ports += 2;
            mediaInbox
                    .orElseThrow()
                    .legInput(
                            leg,
                            new LegInput.MediaReserved(new LocalMedia(
                                    "192.0.2.10",
                                    ports,
                                    identity.isPresent()
                                            ? MediaTerms.PLAIN.withEncryption(Encryption.DTLS_MANDATORY)
                                            : MediaTerms.PLAIN,
                                    List.of(),
                                    identity)));
        }

        @Override
        public void locate(CallId leg, String address) {
            note(leg, "Locate " + address);
            mediaInbox.orElseThrow().legInput(leg, new LegInput.MediaLocated(address, Optional.empty()));
        }

        @Override
        public void apply(CallId leg, MediaPlan plan) {
            note(leg, "Apply " + plan.direction());
        }

        @Override
        public void hush(CallId leg) {
            note(leg, "Hush");
        }

        @Override
        public void play(CallId leg, LegTone tone) {
            note(leg, "Play " + tone);
        }

        @Override
        public void load(CallId leg, String name) {
            mediaInbox
                    .orElseThrow()
                    .announcementLoaded(
                            leg,
                            announcements.contains(name)
                                    ? Optional.empty()
                                    : Optional.of(ErrorCode.ANNOUNCEMENT_MISSING));
        }

        @Override
        public void announce(CallId leg) {
            note(leg, "Announce");
        }

        @Override
        public void relay(CallId from, CallId to) {
            note(to, "Relay from " + from.value());
        }

        @Override
        public void bridge(CallId first, CallId second, Recording recording) {
            note(first, "Bridge with " + second.value() + " recording " + recording);
        }

        @Override
        public void release(CallId leg) {
            reserved.remove(leg);
            note(leg, "Release");
        }
    }
}
