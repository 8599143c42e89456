package org.offhook.core.call;

import java.util.Optional;

/**
 * Where a far end sends this phone (RFC 3515). The texts are for signalling to read and write; to everybody else they are data.
 *
 * @param target whom to call, as it is shown
 * @param by who sends us there, as far as it is known
 * @param uri the SIP URI of the Refer-To, without its headers
 * @param replaces value of the Replaces header that the call shall have (RFC 3891): it takes the place of another one there
 * @param referredBy value of the Referred-By header to pass on (RFC 3892 §2.2)
 * @param hops how often one far end after the other has sent us on
 */
public record Referral(
        CallParty target, CallParty by, String uri, Optional<String> replaces, Optional<String> referredBy, int hops) {
    /** The same, sent by the far end of the call in which it came, where its name was not told. */
    Referral from(CallParty farEnd) {
        return by.number().isEmpty() ? new Referral(target, farEnd, uri, replaces, referredBy, hops) : this;
    }

    /** Numbers stay out of logs. */
    @Override
    public String toString() {
        return "Referral[" + target + (replaces.isPresent() ? ", replacing]" : "]");
    }
}
