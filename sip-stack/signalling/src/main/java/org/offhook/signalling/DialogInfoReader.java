package org.offhook.signalling;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.offhook.core.call.CallParty;
import org.offhook.core.subscription.Content;
import org.offhook.core.subscription.DialogInfo;
import org.offhook.core.subscription.DialogInfo.Direction;
import org.offhook.core.subscription.DialogInfo.Identifiers;
import org.offhook.core.subscription.DialogInfo.State;
import org.offhook.core.subscription.DialogInfo.WatchedDialog;

/**
 * Reads {@code application/dialog-info+xml} (RFC 4235 §4.4) off a stream, without a document type, without entities, without anything from
 * elsewhere, and with bounds on size, depth and texts.
 */
final class DialogInfoReader {
    /** A phone with its lines needs a tenth of it. */
    private static final int LONGEST = 32_768;

    private static final int DEEPEST = 12;
    private static final int MOST_DIALOGS = 64;
    private static final int LONGEST_TEXT = 256;
    /** What may stand in a Replaces header and not end it (RFC 3261 §25.1). */
    private static final Pattern WORD = Pattern.compile("[^\\s;,<>\"]+");

    private static final Pattern SIP_URI = Pattern.compile("sips?:[^\\s<>?\"]+");
    private static final String NAMESPACE = "urn:ietf:params:xml:ns:dialog-info";
    private static final XMLInputFactory FACTORY = factory();

    private final XMLStreamReader xml;

    private DialogInfoReader(XMLStreamReader xml) {
        this.xml = xml;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLReporter((_, _, _, _) -> {}); // it would print what a peer sent
        factory.setXMLResolver((_, _, _, _) -> new ByteArrayInputStream(new byte[0]));
        return factory;
    }

    /** Garbage or what the document says. */
    static Content read(byte[] body) {
        if (body.length > LONGEST) {
            return new Content.Garbage("dialog-info that is too long");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            XMLStreamReader xml = FACTORY.createXMLStreamReader(new StringReader(text));
            try {
                return new DialogInfoReader(xml).document();
            } finally {
                xml.close();
            }
        } catch (XMLStreamException | CharacterCodingException | RuntimeException wrong) { // the parser throws any
            return new Content.Garbage("dialog-info that is no such document");
        }
    }

    private Content document() throws XMLStreamException {
        if (!toElement() || !isOurs("dialog-info")) {
            return new Content.Garbage("a document other than dialog-info");
        }
        Optional<Long> version = number(xml.getAttributeValue(null, "version"));
        String kind = xml.getAttributeValue(null, "state");
        if (version.isEmpty() || (!"full".equals(kind) && !"partial".equals(kind))) {
            return new Content.Garbage("dialog-info without version or state");
        }
        List<WatchedDialog> dialogs = new ArrayList<>();
        while (toElement()) {
            if (!isOurs("dialog")) {
                skip();
            } else if (dialogs.size() >= MOST_DIALOGS) {
                return new Content.Garbage("dialog-info with too many dialogs");
            } else {
                Optional<WatchedDialog> dialog = dialog();
                if (dialog.isEmpty()) {
                    return new Content.Garbage("dialog-info with a dialog that has no id or state");
                }
                dialogs.add(dialog.get());
            }
        }
        while (xml.hasNext()) {
            step(); // to the end: what is not well-formed is not believed
        }
        return new Content.Dialogs(new DialogInfo(version.get(), kind.equals("full"), dialogs));
    }

    private Optional<WatchedDialog> dialog() throws XMLStreamException {
        String id = attribute("id");
        String callId = attribute("call-id");
        String localTag = attribute("local-tag");
        String remoteTag = attribute("remote-tag");
        Direction direction = switch (attribute("direction")) {
            case "initiator" -> Direction.INITIATOR;
            case "recipient" -> Direction.RECIPIENT;
            default -> Direction.UNTOLD;
        };
        Optional<State> state = Optional.empty();
        Remote remote = new Remote(new CallParty("", ""), "");
        while (toElement()) {
            if (isOurs("state")) {
                state = state(text());
            } else if (isOurs("remote")) {
                remote = remote();
            } else {
                skip();
            }
        }
        boolean named = WORD.matcher(callId).matches()
                && WORD.matcher(localTag).matches()
                && WORD.matcher(remoteTag).matches()
                && SIP_URI.matcher(remote.uri()).matches();
        Optional<Identifiers> identifiers =
                named ? Optional.of(new Identifiers(callId, localTag, remoteTag, remote.uri())) : Optional.empty();
        CallParty far = remote.party();
        return id.isEmpty()
                ? Optional.empty()
                : state.map(known -> new WatchedDialog(id, known, direction, identifiers, far));
    }

    /** @param uri where it is called: its target, else its identity */
    private record Remote(CallParty party, String uri) {}

    private Remote remote() throws XMLStreamException {
        String name = "";
        String number = "";
        String identity = "";
        String target = "";
        while (toElement()) {
            if (isOurs("identity")) {
                name = attribute("display");
                identity = text();
                number = userOf(identity);
            } else if (isOurs("target")) {
                target = attribute("uri").strip();
                number = number.isEmpty() ? userOf(target) : number;
                skip();
            } else {
                skip();
            }
        }
        return new Remote(new CallParty(number, name), target.isEmpty() ? identity : target);
    }

    /** User part of a SIP or tel URI; empty for anything else. */
    private static String userOf(String uri) {
        String text = uri.strip();
        int colon = text.indexOf(':');
        if (colon < 0) {
            return "";
        }
        String scheme = text.substring(0, colon).toLowerCase(Locale.ROOT);
        String rest = text.substring(colon + 1);
        return switch (scheme) {
            case "sip", "sips" ->
                rest.indexOf('@') > 0 ? rest.substring(0, rest.indexOf('@')).split("[;:]", 2)[0] : "";
            case "tel" -> rest.split(";", 2)[0];
            default -> "";
        };
    }

    private static Optional<State> state(String word) {
        for (State state : State.values()) {
            if (state.name().toLowerCase(Locale.ROOT).equals(word.strip())) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }

    private static Optional<Long> number(@Nullable String text) {
        return text != null && text.matches("\\d{1,10}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    // ---- the stream

    private int depth;

    private int step() throws XMLStreamException {
        int event = xml.next();
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> {
                if (++depth > DEEPEST) {
                    throw new XMLStreamException("too deep");
                }
            }
            case XMLStreamConstants.END_ELEMENT -> depth--;
            case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE, XMLStreamConstants.ENTITY_DECLARATION ->
                throw new XMLStreamException("a document type or an entity");
            default -> {}
        }
        return event;
    }

    /** On to the next child of the element at hand; false at its end. */
    private boolean toElement() throws XMLStreamException {
        while (xml.hasNext()) {
            int event = step();
            if (event == XMLStreamConstants.START_ELEMENT) {
                return true;
            }
            if (event == XMLStreamConstants.END_ELEMENT) {
                return false;
            }
        }
        return false;
    }

    private boolean isOurs(String name) {
        return xml.getLocalName().equals(name) && NAMESPACE.equals(xml.getNamespaceURI());
    }

    /** To the end of the element at hand. */
    private void skip() throws XMLStreamException {
        int outside = depth - 1;
        while (depth > outside) {
            step();
        }
    }

    /** Text of the element at hand, to its end. */
    private String text() throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        int outside = depth - 1;
        while (depth > outside) {
            int event = step();
            if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                text.append(xml.getText());
            }
        }
        return bounded(text.toString().strip());
    }

    private String attribute(String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? "" : bounded(value);
    }

    private static String bounded(String text) {
        return text.length() <= LONGEST_TEXT ? text : "";
    }
}
