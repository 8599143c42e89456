package org.offhook.rtp.ice;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.offhook.rtp.stun.StunMessage;
import org.offhook.rtp.stun.StunMessage.Kind;
import org.offhook.rtp.stun.StunWriter;

/** Answers the checks that come (RFC 8445 §7.3), and refuses what is none of our peer's (RFC 8489 §9.1.3). One thread. */
final class CheckDesk {
    /** What a check that was answered is. */
    enum Verdict {
        /** Refused; it changes nothing. */
        NOT_FOR_US,
        /** The peer has to take the other role, and checks again. */
        ROLE_CONFLICT,
        /** A way from the peer to us that works. */
        GOOD
    }

    private final IceTerms terms;
    private final Role role;
    private final IceAgent.Outgoing outgoing;
    private final byte[] ownKey;

    CheckDesk(IceTerms terms, Role role, IceAgent.Outgoing outgoing) {
        this.terms = terms;
        this.role = role;
        this.outgoing = outgoing;
        ownKey = terms.ownPassword().getBytes(StandardCharsets.UTF_8);
    }

    Verdict answer(int component, InetSocketAddress source, StunMessage check) {
        String asked = check.username().orElse("");
        if (!check.signed() || asked.isEmpty()) {
            refuse(component, source, check, 400, "Bad Request");
            return Verdict.NOT_FOR_US;
        }
        if (!asked.startsWith(terms.own() + ':') || !check.authentic(ownKey)) {
            refuse(component, source, check, 401, "Unauthenticated");
            return Verdict.NOT_FOR_US;
        }
        List<Integer> odd = check.notUnderstood();
        if (!odd.isEmpty()) {
            send(component, source, error(check, 420, "Unknown Attribute").unknown(odd));
            return Verdict.NOT_FOR_US;
        }
        if (role.conflict(check)) {
            send(component, source, error(check, 487, "Role Conflict"));
            return Verdict.ROLE_CONFLICT;
        }
        send(component, source, new StunWriter(Kind.SUCCESS, check.id()).mapped(source));
        return Verdict.GOOD;
    }

    private void refuse(int component, InetSocketAddress to, StunMessage check, int code, String reason) {
        outgoing.send(component, to, error(check, code, reason).fingerprinted());
    }

    private static StunWriter error(StunMessage check, int code, String reason) {
        return new StunWriter(Kind.ERROR, check.id()).error(code, reason);
    }

    private void send(int component, InetSocketAddress to, StunWriter answer) {
        outgoing.send(component, to, answer.signed(terms.ownPassword()));
    }
}
