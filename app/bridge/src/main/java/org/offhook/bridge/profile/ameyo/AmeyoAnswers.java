package org.offhook.bridge.profile.ameyo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Map;
import org.offhook.bridge.api.ApiAnswer;

/**
 * The document's two envelopes. Its {@code reason} is a text within JSON; where the printed document has {@code node.flow.id\<Nodeflow_Id>},
 * which no JSON can hold, an equals sign stands, written as its JSON escape like the one in the error's line.
 */
final class AmeyoAnswers {
    static final String NOT_WORKING = "Agent: agent is not working in campaign: ";
    static final String NOT_AVAILABLE = "Agent is not available to take the call";

    private static final JsonFactory JSON = new JsonFactory();

    private AmeyoAnswers() {}

    /** Before anything is dialled. */
    static ApiAnswer.Whole error(int status, Charset charset, String reason, String details) {
        String text = write("status", "error", reason, "details", details);
        return new ApiAnswer.Whole(status, ApiAnswer.JSON, charset, text, Map.of());
    }

    static ApiAnswer.Whole error(Charset charset, String reason) {
        return error(200, charset, reason, reason);
    }

    /**
     * When the outcome is known.
     *
     * @param flow id of the node flow: the campaign that decides how is dialled
     * @param metaData id of the dial
     */
    static ApiAnswer.Whole outcome(Charset charset, AmeyoOutcome outcome, String flow, String metaData, String phone) {
        String ids = "node.flow.id=" + flow + ",metaData=" + metaData;
        String reason = switch (outcome) {
            case CONNECTED -> "{" + ids + "}";
            case CUSTOMER_SILENT -> failure(ids, "\"Party.did.not.answer\",\"" + phone + "\"");
            case AGENT_SILENT -> failure(ids, "\"Party.did.not.answer\",\"agent\"");
            case NOT_CONNECTED ->
                failure(
                        ids,
                        "\"Party.could.not.be.connected.Reason\",\"" + phone
                                + "\",\"Requested channel not available\"");
        };
        String result = outcome == AmeyoOutcome.CONNECTED ? "SUCCESS" : "FAILURE";
        String text = write("result", result, reason, "", "").replace("=", "\\u003d");
        return new ApiAnswer.Whole(200, ApiAnswer.JSON, charset, text, Map.of());
    }

    private static String failure(String ids, String causes) {
        return "{" + ids + ",node.flow.error.reason=[" + causes + "]}";
    }

    private static String write(String key, String value, String reason, String lastKey, String lastValue) {
        StringWriter text = new StringWriter(200);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField(key, value);
            json.writeStringField("reason", reason);
            if (!lastKey.isEmpty()) {
                json.writeStringField(lastKey, lastValue);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a StringWriter has no such faults
        }
        return text.toString();
    }
}
