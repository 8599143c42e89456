package org.offhook.practice;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sip.address.SipURI;
import javax.sip.header.CSeqHeader;
import javax.sip.header.CallIdHeader;
import javax.sip.header.ContactHeader;
import javax.sip.header.ExpiresHeader;
import javax.sip.header.ToHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.offhook.practice.registrar.Binding;
import org.offhook.practice.registrar.RegisterAnswer;
import org.offhook.practice.registrar.RegisterRequest;
import org.offhook.practice.registrar.RegisterRequest.Contact;
import org.offhook.practice.registrar.RegisterRequest.Contacts;
import org.offhook.practice.registrar.Registrar;
import org.offhook.practice.registrar.RegistrarState;
import org.offhook.practice.registrar.RequestSource;
import org.offhook.sip.IncomingRequest;
import org.offhook.sip.SipMessages;

/** Translates REGISTER and its answers between wire and registrar. Loop only; {@link #reachable} from any thread. */
final class RegisterDesk {
    private final SipMessages messages;
    private final Registrar registrar;
    private volatile RegistrarState state = RegistrarState.EMPTY;

    RegisterDesk(SipMessages messages, Registrar registrar) {
        this.messages = messages;
        this.registrar = registrar;
    }

    /** Contacts of an extension, the newest last. */
    List<Binding> reachable(String extension, Instant now) {
        return state.reachable(extension, now);
    }

    /** @param user who the digest proved the sender to be: only one's own bindings can be changed (RFC 3261 §10.3 step 4) */
    Response answer(IncomingRequest incoming, String user, Instant now) {
        Optional<RegisterRequest> read = read(incoming);
        if (read.isEmpty()) {
            return messages.response(incoming.request(), 400, SipMessages.newTag());
        }
        RegisterRequest request = read.get();
        if (!request.extension().equals(user)) {
            return messages.response(incoming.request(), 403, SipMessages.newTag());
        }
        Registrar.Step step = registrar.step(state, request, now);
        state = step.state();
        try {
            return response(incoming.request(), step.answer());
        } catch (ParseException impossible) {
            throw new IllegalStateException("a header of our own making", impossible);
        }
    }

    private Response response(Request request, RegisterAnswer answer) throws ParseException {
        String tag = SipMessages.newTag();
        return switch (answer) {
            case RegisterAnswer.Accepted(List<RegisterAnswer.Granted> bindings) -> {
                Response response = messages.response(request, 200, tag);
                for (RegisterAnswer.Granted granted : bindings) {
                    messages.addHeader(
                            response,
                            "Contact",
                            "<" + granted.contact() + ">;expires="
                                    + granted.remaining().toSeconds());
                }
                yield response;
            }
            case RegisterAnswer.TooBrief(Duration minimum) -> {
                Response response = messages.response(request, 423, tag);
                messages.addHeader(response, "Min-Expires", Long.toString(minimum.toSeconds()));
                yield response;
            }
            case RegisterAnswer.Refused(int status) -> messages.response(request, status, tag);
        };
    }

    private static Optional<RegisterRequest> read(IncomingRequest incoming) {
        Request request = incoming.request();
        if (!(((ToHeader) request.getHeader(ToHeader.NAME)).getAddress().getURI() instanceof SipURI aor)
                || aor.getUser() == null) {
            return Optional.empty();
        }
        Optional<Contacts> contacts = contacts(request);
        return contacts.map(listed -> new RegisterRequest(
                aor.getUser(),
                ((CallIdHeader) request.getHeader(CallIdHeader.NAME)).getCallId(),
                ((CSeqHeader) request.getHeader(CSeqHeader.NAME)).getSeqNumber(),
                new RequestSource(
                        incoming.source().getAddress().getHostAddress(),
                        incoming.source().getPort(),
                        incoming.transport().name().toLowerCase(Locale.ROOT)),
                request.getHeader(ExpiresHeader.NAME) instanceof ExpiresHeader expires
                        ? Optional.of(Duration.ofSeconds(expires.getExpires()))
                        : Optional.empty(),
                listed));
    }

    private static Optional<Contacts> contacts(Request request) {
        List<Contact> contacts = new ArrayList<>();
        for (Iterator<?> all = request.getHeaders(ContactHeader.NAME); all.hasNext(); ) {
            ContactHeader contact = (ContactHeader) all.next();
            if (contact.isWildCard()) {
                // "*" stands alone or not at all (RFC 3261 §10.3 step 6).
                return all.hasNext() || !contacts.isEmpty() ? Optional.empty() : Optional.of(new Contacts.All());
            }
            if (!(contact.getAddress().getURI() instanceof SipURI uri)) {
                return Optional.empty();
            }
            contacts.add(new Contact(
                    uri.toString(),
                    Dialog.contactKey(uri),
                    contact.getExpires() < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(contact.getExpires())),
                    Optional.ofNullable(contact.getParameter("+sip.instance"))));
        }
        return Optional.of(contacts.isEmpty() ? new Contacts.Query() : new Contacts.Listed(contacts));
    }
}
