package org.offhook.practice.registrar;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.offhook.practice.registrar.RegisterRequest.Contact;
import org.offhook.practice.registrar.RegisterRequest.Contacts;

/**
 * The rules of RFC 3261 §10.3. Pure: {@link #step} maps state, request and time to the next state and the answer. A request is
 * taken whole or not at all.
 *
 * @param extensions that exist here
 * @param shortest lifetime granted; less is answered 423
 * @param longest lifetime granted; more is cut down to it
 * @param usual lifetime when the phone names none
 * @param contactsEach most contacts an extension may have
 */
public record Registrar(Set<String> extensions, Duration shortest, Duration longest, Duration usual, int contactsEach) {

    /** The state after a request, and what to answer. */
    public record Step(RegistrarState state, RegisterAnswer answer) {}

    public Step step(RegistrarState before, RegisterRequest request, Instant now) {
        RegistrarState state = expire(before, now);
        if (!extensions.contains(request.extension())) {
            return refuse(state, 404);
        }
        List<Binding> present = state.bindings().getOrDefault(request.extension(), List.of());
        return switch (request.contacts()) {
            case Contacts.Query() -> accept(state, request.extension(), present, now);
            case Contacts.All() -> removeAll(state, request, present, now);
            case Contacts.Listed(List<Contact> contacts) -> change(state, request, present, contacts, now);
        };
    }

    /** Drops what has run out. */
    public RegistrarState expire(RegistrarState state, Instant now) {
        Map<String, List<Binding>> kept = new HashMap<>();
        state.bindings().keySet().forEach(extension -> {
            List<Binding> alive = state.reachable(extension, now);
            if (!alive.isEmpty()) {
                kept.put(extension, alive);
            }
        });
        return new RegistrarState(kept);
    }

    private Step removeAll(RegistrarState state, RegisterRequest request, List<Binding> present, Instant now) {
        if (request.expires().isEmpty() || !request.expires().get().isZero()) {
            return refuse(state, 400);
        }
        if (present.stream().anyMatch(binding -> outOfOrder(binding, request))) {
            return refuse(state, 500);
        }
        return accept(state, request.extension(), List.of(), now);
    }

    private Step change(
            RegistrarState state, RegisterRequest request, List<Binding> present, List<Contact> contacts, Instant now) {
        List<Binding> next = new ArrayList<>(present);
        for (Contact contact : contacts) {
            Duration asked = contact.expires().or(request::expires).orElse(usual);
            if (!asked.isZero() && asked.compareTo(shortest) < 0) {
                return new Step(state, new RegisterAnswer.TooBrief(shortest));
            }
            Optional<Binding> old = next.stream()
                    .filter(binding -> binding.key().equals(contact.key()))
                    .findFirst();
            if (old.isPresent() && outOfOrder(old.get(), request)) {
                return refuse(state, 500);
            }
            old.ifPresent(next::remove);
            if (!asked.isZero()) {
                Duration granted = asked.compareTo(longest) > 0 ? longest : asked;
                next.removeIf(binding -> isLeftBehind(binding, contact));
                next.add(new Binding(
                        contact.uri(),
                        contact.key(),
                        request.source(),
                        request.callId(),
                        request.sequence(),
                        now.plus(granted),
                        contact.instance()));
            }
        }
        if (next.size() > contactsEach) {
            return refuse(state, 503);
        }
        return accept(state, request.extension(), next, now);
    }

    /** A phone that died without a word and is back at another port, or moved: nobody is at its earlier address. */
    private static boolean isLeftBehind(Binding binding, Contact contact) {
        return contact.instance().isPresent() && binding.instance().equals(contact.instance());
    }

    /** A late retransmission must not undo a newer request of the same phone (RFC 3261 §10.3 steps 6 and 7). */
    private static boolean outOfOrder(Binding binding, RegisterRequest request) {
        return binding.callId().equals(request.callId()) && request.sequence() <= binding.sequence();
    }

    private static Step accept(RegistrarState state, String extension, List<Binding> bindings, Instant now) {
        Map<String, List<Binding>> next = new HashMap<>(state.bindings());
        if (bindings.isEmpty()) {
            next.remove(extension);
        } else {
            next.put(extension, List.copyOf(bindings));
        }
        return new Step(
                new RegistrarState(next),
                new RegisterAnswer.Accepted(bindings.stream()
                        .map(binding ->
                                new RegisterAnswer.Granted(binding.contact(), Duration.between(now, binding.expires())))
                        .toList()));
    }

    private static Step refuse(RegistrarState state, int status) {
        return new Step(state, new RegisterAnswer.Refused(status));
    }
}
