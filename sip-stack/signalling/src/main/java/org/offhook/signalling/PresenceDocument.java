package org.offhook.signalling;

import org.offhook.core.publication.Presence;

/**
 * What is published of the agent: PIDF (RFC 3863) with the person's activity (RFC 4480) for those who understand it. "Open" is who can be
 * called; who talks can be, and is shown to be busy.
 */
final class PresenceDocument {
    static final String TYPE = "application";
    static final String SUBTYPE = "pidf+xml";

    private PresenceDocument() {}

    /** @param entity address of record, as a URI */
    static String of(Presence presence, String entity) {
        String basic = switch (presence) {
            case READY, ON_CALL -> "open";
            case PAUSED -> "closed";
        };
        String person = switch (presence) {
            case READY -> "";
            case PAUSED -> person("away");
            case ON_CALL -> person("on-the-phone");
        };
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<presence xmlns=\"urn:ietf:params:xml:ns:pidf\""
                + " xmlns:dm=\"urn:ietf:params:xml:ns:pidf:data-model\" xmlns:rpid=\"urn:ietf:params:xml:ns:pidf:rpid\" entity=\""
                + escaped(entity) + "\">\n<tuple id=\"phone\"><status><basic>" + basic
                + "</basic></status></tuple>\n" + person + "</presence>\n";
    }

    private static String person(String activity) {
        return "<dm:person id=\"agent\"><rpid:activities><rpid:" + activity + "/></rpid:activities></dm:person>\n";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
