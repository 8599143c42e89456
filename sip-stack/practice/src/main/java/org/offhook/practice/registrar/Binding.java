package org.offhook.practice.registrar;

import java.time.Instant;
import java.util.Optional;

/**
 * One contact of an extension.
 *
 * @param contact URI as the phone wrote it
 * @param key the parts of the URI that make two contacts the same one (RFC 3261 §19.1.4)
 * @param source where the REGISTER came from: requests to the phone go back there, so a TCP connection is used again
 * @param callId Call-ID of the REGISTER that made or refreshed it
 * @param sequence its CSeq number
 * @param expires when it ends unless refreshed
 * @param instance which phone it is, where it said so (RFC 5626 §4.1)
 */
public record Binding(
        String contact,
        String key,
        RequestSource source,
        String callId,
        long sequence,
        Instant expires,
        Optional<String> instance) {}
