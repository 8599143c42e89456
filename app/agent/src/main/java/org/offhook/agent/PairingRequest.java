package org.offhook.agent;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A page's wish to use this phone.
 *
 * @param id of this request
 * @param origin exactly as the browser sent it
 * @param secure whether the origin is https
 * @param program process that opened the connection, where it could be found
 * @param code four digits that the page shows, or empty when it shows none
 * @param asked scopes it asks for
 * @param at when it asked
 */
public record PairingRequest(
        String id,
        String origin,
        boolean secure,
        Optional<String> program,
        String code,
        Set<PairingScope> asked,
        Instant at) {}
