package org.offhook.practice.registrar;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A REGISTER whose sender is known.
 *
 * @param extension user part of To: whose bindings are meant
 * @param callId Call-ID
 * @param sequence CSeq number
 * @param source where it came from
 * @param expires Expires header
 * @param contacts what to do
 */
public record RegisterRequest(
        String extension,
        String callId,
        long sequence,
        RequestSource source,
        Optional<Duration> expires,
        Contacts contacts) {

    /** The Contact headers. */
    public sealed interface Contacts {
        /** None: a question for the present bindings. */
        record Query() implements Contacts {}

        /** {@code Contact: *}: remove all; legal only with {@code Expires: 0}. */
        record All() implements Contacts {}

        /** Add, refresh or (with expires 0) remove these. */
        record Listed(List<Contact> contacts) implements Contacts {}
    }

    /**
     * @param uri as written
     * @param key what makes it the same contact as another
     * @param expires the {@code expires} parameter, which goes before the header
     * @param instance the {@code +sip.instance} parameter: which phone it is, whatever its address (RFC 5626 §4.1)
     */
    public record Contact(String uri, String key, Optional<Duration> expires, Optional<String> instance) {
        /** Of a phone that does not say which one it is. */
        public Contact(String uri, String key, Optional<Duration> expires) {
            this(uri, key, expires, Optional.empty());
        }
    }
}
