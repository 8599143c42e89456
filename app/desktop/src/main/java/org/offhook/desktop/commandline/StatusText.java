package org.offhook.desktop.commandline;

import com.fasterxml.jackson.databind.JsonNode;

/** The snapshot in a few lines for a person. Numbers are shown: it is the agent's own terminal. */
final class StatusText {
    private StatusText() {}

    static String of(JsonNode snapshot) {
        StringBuilder text = new StringBuilder();
        JsonNode agent = snapshot.path("agent");
        text.append("Agent:  ").append(agent.path("state").asText());
        append(text, " (", agent.path("reason").asText(), ")");
        append(text, ", ", agent.path("displayName").asText(), "");
        JsonNode registration = snapshot.path("registration");
        text.append("\nPhone:  ").append(registration.path("status").asText());
        append(text, ", ", registration.path("extension").asText(), "");
        append(text, "@", registration.path("domain").asText(), "");
        append(text, " over ", registration.path("transport").asText(), "");
        append(text, ", ", registration.path("code").asText(), "");
        for (JsonNode account : snapshot.path("accounts")) {
            text.append("\nLine:   ").append(account.path("account").asText());
            append(text, ": ", account.path("status").asText(), "");
            append(text, ", ", account.path("extension").asText(), "");
            append(text, "@", account.path("domain").asText(), "");
            append(text, " over ", account.path("transport").asText(), "");
            append(text, ", ", account.path("code").asText(), "");
            mailbox(text, account.path("mailbox"), account.path("account").asText());
        }
        for (JsonNode call : snapshot.path("calls")) {
            text.append("\nCall:   ")
                    .append(call.path("phase").asText())
                    .append(", ")
                    .append(call.path("direction").asText());
            append(text, ", ", call.path("number").asText(), "");
            append(text, ", ", call.path("name").asText(), "");
            if (!call.path("account").asText("main").equals("main")) {
                append(text, ", on ", call.path("account").asText(), "");
            }
            text.append(call.path("muted").asBoolean() ? ", muted" : "");
            text.append(call.path("onHold").asBoolean() ? ", on hold" : "");
            text.append(call.path("held").asBoolean() ? ", held by the far end" : "");
            text.append(recording(call.path("recording").asText()));
            String id = call.path("callId").asText();
            for (JsonNode joined : snapshot.path("joined")) {
                text.append(joined.asText().equals(id) ? ", joined" : "");
            }
            append(text, ", id ", id, "");
        }
        watched(text, snapshot);
        int waiting = snapshot.path("queue").size();
        if (waiting > 0) {
            text.append("\nQueue:  ").append(waiting).append(" waiting");
        }
        JsonNode api = snapshot.path("api");
        append(text, "\nAPI:    ", api.path("scheme").asText(), "");
        append(
                text,
                " on ",
                api.path("host").asText(),
                " port " + api.path("port").asText());
        for (JsonNode port : api.path("furtherPorts")) {
            text.append(", ").append(port.asText());
        }
        for (JsonNode profile : api.path("profiles")) {
            text.append(", ").append(profile.asText());
        }
        append(text, "\nFault:  ", snapshot.path("fault").path("code").asText(), "");
        append(text, "\nSound:  ", snapshot.path("audio").path("code").asText(), "");
        return text.toString();
    }

    /** Of what the snapshot says; nothing where nothing is recorded, or not yet. */
    private static String recording(String state) {
        return switch (state) {
            case "RECORDING" -> ", recording";
            case "PAUSED" -> ", recording paused";
            case "FAILED" -> ", recording failed";
            default -> "";
        };
    }

    private static void watched(StringBuilder text, JsonNode snapshot) {
        mailbox(text, snapshot.path("mailbox"), "");
        for (JsonNode lamp : snapshot.path("lamps")) {
            text.append("\nLamp:   ").append(lamp.path("extension").asText());
            if (!lamp.path("account").asText("main").equals("main")) {
                append(text, "@", lamp.path("account").asText(), "");
            }
            append(text, " ", lamp.path("label").asText(), "");
            text.append(": ").append(lamp.path("light").asText());
            append(text, ", ", lamp.path("number").asText(), "");
            append(text, ", ", lamp.path("name").asText(), "");
        }
    }

    /** @param account empty for the main one */
    private static void mailbox(StringBuilder text, JsonNode mailbox, String account) {
        if (!mailbox.isMissingNode()) {
            text.append("\nMail:   ");
            append(text, "", account, ": ");
            text.append(mailbox.path("waiting").asBoolean() ? "waiting" : "none");
            if (mailbox.has("new")) {
                text.append(", ").append(mailbox.path("new").asLong()).append(" new");
                long urgent = mailbox.path("urgentNew").asLong();
                text.append(urgent > 0 ? " (" + urgent + " urgent)" : "");
                text.append(", ").append(mailbox.path("old").asLong()).append(" old");
            }
        }
    }

    private static void append(StringBuilder text, String before, String value, String after) {
        if (!value.isEmpty()) {
            text.append(before).append(value).append(after);
        }
    }
}
