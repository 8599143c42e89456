package org.offhook.bridge.profile.ameyo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.offhook.bridge.api.ApiRequest;
import org.offhook.campaign.number.DialableNumber;
import org.offhook.campaign.number.NumberReading;

/**
 * What the {@code data} of a request says.
 *
 * @param facts the additional parameters, shown with the call
 */
record ClickToDial(String userId, String campaignId, String phone, Map<String, String> facts) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_FACTS = 32;
    private static final int LONGEST_FACT = 2_000;

    ClickToDial {
        facts = Map.copyOf(facts);
    }

    /** What came of reading it. */
    sealed interface Reading {
        record Read(ClickToDial dial) implements Reading {}

        record Wrong(String reason, String details) implements Reading {}
    }

    /** From the parameter {@code data}; without one, from parameters of those names, which is what a JSON body becomes. */
    static Reading read(ApiRequest request) {
        if (!request.parameters().has("data")) {
            String more = request.parameters().text("additionalParams");
            return checked(
                    request.text("userId"),
                    request.text("campaignId"),
                    request.number("phone"),
                    more.isBlank() ? "{}" : more);
        }
        try {
            JsonNode data = JSON.readTree(request.parameters().text("data"));
            if (data == null || !data.isObject()) {
                return new Reading.Wrong("Request is not valid", "data is no JSON object");
            }
            JsonNode more = data.path("additionalParams");
            return checked(
                    data.path("userId").asText("").strip(),
                    data.path("campaignId").asText("").strip(),
                    plusAgain(data.path("phone").asText("")),
                    more.isMissingNode() || more.isNull() ? "{}" : more.toString());
        } catch (JsonProcessingException e) {
            return new Reading.Wrong("Request is not valid", "data is no JSON object");
        }
    }

    /** A {@code +} that was not encoded arrives as a blank. */
    private static String plusAgain(String phone) {
        boolean lost = phone.length() > 1 && phone.charAt(0) == ' ' && Character.isDigit(phone.charAt(1));
        return lost ? "+" + phone.strip() : phone.strip();
    }

    private static Reading checked(String userId, String campaignId, String phone, String more) {
        for (Map.Entry<String, String> field : Map.of("userId", userId, "campaignId", campaignId, "phone", phone)
                .entrySet()) {
            if (field.getValue().isEmpty()) {
                return new Reading.Wrong("Request is not valid", field.getKey() + " is missing");
            }
            if (field.getValue().indexOf('\0') >= 0) {
                return new Reading.Wrong("Request is not valid", field.getKey() + " has a NUL in it");
            }
        }
        if (DialableNumber.read(phone) instanceof NumberReading.Refused) {
            return new Reading.Wrong("Phone is not valid", "phone is not a number of 2 to 18 digits");
        }
        return facts(more)
                .<Reading>map(facts -> new Reading.Read(new ClickToDial(userId, campaignId, phone, facts)))
                .orElseGet(() -> new Reading.Wrong(
                        "Request is not valid",
                        "additionalParams is no JSON object of at most " + MOST_FACTS + " texts of at most "
                                + LONGEST_FACT + " characters"));
    }

    private static Optional<Map<String, String>> facts(String json) {
        try {
            JsonNode node = JSON.readTree(json);
            if (node == null || !node.isObject() || node.size() > MOST_FACTS) {
                return Optional.empty();
            }
            Map<String, String> facts = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> one : node.properties()) {
                String text = one.getValue().isValueNode()
                        ? one.getValue().asText()
                        : one.getValue().toString();
                boolean nul = text.indexOf('\0') >= 0 || one.getKey().indexOf('\0') >= 0;
                if (text.length() > LONGEST_FACT || one.getKey().length() > 100 || nul) {
                    return Optional.empty();
                }
                facts.put(one.getKey(), text);
            }
            return Optional.of(facts);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "ClickToDial[" + userId + "]"; // numbers stay out of logs
    }
}
