package org.offhook.campaign.token;

import java.util.List;
import java.util.Optional;
import org.offhook.campaign.user.Password;

/** The header tokens of the ameyo profile. Their secrets are long and random; only a digest is kept. Blocking; see StorePorts. */
public interface TokenStorePort {
    /**
     * Adds a token.
     *
     * @param hashKey what the header {@code Hash-key} will say; at least 128 bits of randomness
     */
    ApiToken add(String label, Password hashKey, String requestingHost, String policyName, String user);

    /** The active token that all three headers name. */
    Optional<ApiToken> match(Password hashKey, String requestingHost, String policyName);

    List<ApiToken> all();

    /** False when there was none. */
    boolean revoke(long id);
}
