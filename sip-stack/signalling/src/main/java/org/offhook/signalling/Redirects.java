package org.offhook.signalling;

import java.text.ParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sip.address.SipURI;
import javax.sip.address.TelURL;
import javax.sip.address.URI;
import javax.sip.header.ContactHeader;
import javax.sip.message.Response;
import org.offhook.core.account.Transport;

/**
 * Where an INVITE of ours goes next, when the exchange says that whom we call is elsewhere: the targets of its 3xx one after the other,
 * the likeliest first, none twice (RFC 3261 §8.1.3.4, §19.1.5, §21.3). Confined to the signalling thread.
 */
final class Redirects {
    /** Exchanges that send us around in circles end here. */
    private static final int MOST = 5;

    private final ExchangeLink link;
    private final RequestBuilder builder;
    private final RedirectsFollowed policy;
    private final List<SipURI> waiting = new ArrayList<>();
    private final Set<String> tried = new HashSet<>();

    Redirects(ExchangeLink link, RequestBuilder builder, RedirectsFollowed policy) {
        this.link = link;
        this.builder = builder;
        this.policy = policy;
    }

    /**
     * Reads the exchange's final response.
     *
     * @param asked the Request-URI that it answers
     * @return whom to call now; empty when it is the last word
     */
    Optional<SipURI> after(Response response, URI asked) {
        tried.add(asked.toString());
        int status = response.getStatusCode();
        if (policy == RedirectsFollowed.OFF || status >= 600) {
            return Optional.empty(); // §21.6: nobody anywhere takes this call
        }
        if (status >= Response.MULTIPLE_CHOICES && status <= Response.MOVED_TEMPORARILY) {
            waiting.addAll(0, targets(response));
        }
        waiting.removeIf(target -> tried.contains(target.toString()));
        return waiting.isEmpty() || tried.size() > MOST ? Optional.empty() : Optional.of(waiting.removeFirst());
    }

    private List<SipURI> targets(Response response) {
        List<ContactHeader> contacts = new ArrayList<>();
        for (Iterator<?> headers = response.getHeaders(ContactHeader.NAME); headers.hasNext(); ) {
            if (headers.next() instanceof ContactHeader contact && contact.getAddress() != null) {
                contacts.add(contact);
            }
        }
        contacts.sort(Comparator.comparingDouble(Redirects::likelihood).reversed());
        return contacts.stream()
                .flatMap(contact -> target(contact.getAddress().getURI()).stream())
                .toList();
    }

    /** §20.10: 1 where it does not say. */
    private static float likelihood(ContactHeader contact) {
        return contact.getQValue() < 0 ? 1 : contact.getQValue();
    }

    private Optional<SipURI> target(URI uri) {
        try {
            return switch (uri) {
                case SipURI sip ->
                    sip.isSecure() && link.account.transport() != Transport.TLS
                            ? Optional.empty()
                            : Optional.of(bare(sip));
                case TelURL tel -> Optional.of(builder.uriAtExchange(Escapes.dialled(tel)));
                default -> Optional.empty();
            };
        } catch (ParseException unusable) {
            return Optional.empty();
        }
    }

    /** §19.1.5: the method is ours, and headers of a URI may say anything. */
    private SipURI bare(SipURI uri) throws ParseException {
        SipURI bare = Escapes.withoutHeaders(uri, link.node.messages());
        bare.removeParameter("method");
        return bare;
    }
}
