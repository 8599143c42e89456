package org.offhook.bridge.profile.elision;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.offhook.agent.dial.DialNoticePort;
import org.offhook.agent.dial.DialReply;
import org.offhook.agent.dial.DialWish;
import org.offhook.agent.dial.ManualDialDoor;
import org.offhook.bridge.api.ApiAnswer;
import org.offhook.bridge.api.ApiRequest;
import org.offhook.bridge.api.Idempotence;
import org.offhook.bridge.api.Idempotence.Outcome;
import org.offhook.campaign.setup.ApiManualDial;
import org.offhook.campaign.store.StorePorts;

/** manual_dial of elision-api-1.1: no queue, so a campaign that does not say otherwise dials at once or not at all. */
record ApiManualDialFunction(StorePorts store, Idempotence writes, ManualDialDoor door, DialNoticePort notice) {
    private static final int LONGEST_PROSPECTS_ID = 36;

    ApiAnswer dial(ApiRequest request) {
        Optional<ApiAnswer.Whole> wrong =
                LeadApiProfile.sourceWrong(LeadApiProfile.MANUAL_DIAL, request.text("source"));
        if (wrong.isPresent()) {
            return wrong.get();
        }
        if (request.text("agent_user").isEmpty()) {
            return no("AGENT_USER IS REQUIRED");
        }
        if (request.text("value").isEmpty()) {
            return no("VALUE IS REQUIRED");
        }
        for (String field : List.of("search", "preview", "focus")) {
            if (Words.yesOrNo(request.text(field)).isEmpty()) {
                return no(field.toUpperCase(Locale.ROOT) + " IS REQUIRED");
            }
        }
        String phoneCode = request.number("phone_code");
        if (!phoneCode.isEmpty() && !Words.isPhoneCode(phoneCode)) {
            return no("PHONE_CODE IS NOT VALID");
        }
        String prospectsId = request.text("prospects_id");
        if (prospectsId.length() > LONGEST_PROSPECTS_ID) {
            return no("PROSPECTS_ID MAXIMUM 36 CHARACTER");
        }
        return dial(request, wish(request, phoneCode, prospectsId));
    }

    private ApiAnswer dial(ApiRequest request, DialWish wish) {
        ManualDialDoor.Ahead ahead = door.lookAhead(store, wish);
        AtomicReference<String> queuedFor = new AtomicReference<>("");
        ApiAnswer answer = writes.once(
                request,
                LeadApiProfile.NAME + "/" + LeadApiProfile.MANUAL_DIAL,
                ports -> switch (door.take(ports, request.user(), wish, ahead)) {
                    case DialReply.Taken taken -> {
                        queuedFor.set(taken.agent());
                        yield new Outcome.Done(Envelope.done("success", "manual_dial EXTERNAL_DIAL FUNCTION SET")
                                .data("Phone Number", request.number("value"))
                                .data("Prospects Id", wish.vendorCode())
                                .answer());
                    }
                    case DialReply.Refused refused -> new Outcome.Nothing(words(refused));
                },
                refusal -> Envelope.failure(refusal));
        notice.queued(Objects.requireNonNullElse(queuedFor.get(), ""));
        return answer;
    }

    private static DialWish wish(ApiRequest request, String phoneCode, String prospectsId) {
        return new DialWish(
                request.text("agent_user"),
                Optional.empty(),
                request.number("value").toLowerCase(Locale.ROOT), // MANUALNEXT is the other document's
                "",
                phoneCode,
                Words.search(Words.yesOrNo(request.text("search")).orElse("NO")),
                Words.preview(Words.yesOrNo(request.text("preview")).orElse("NO")),
                Words.focus(Words.yesOrNo(request.text("focus")).orElse("NO")),
                DialWish.Alternate.MAIN,
                prospectsId,
                "",
                "",
                DialWish.VtigerCallback.NO,
                ApiManualDial.STANDARD,
                request.text("source"),
                request.id(),
                Map.of());
    }

    private static ApiAnswer.Whole words(DialReply.Refused refused) {
        return no(
                switch (refused) {
                    case DialReply.NoApiRight _ -> "USER DOES NOT HAVE PERMISSION TO USE THIS FUNCTION";
                    case DialReply.NotLoggedIn _, DialReply.NoUserFound _ -> "AGENT_USER IS NOT LOGGED IN";
                    case DialReply.NotPaused _ -> "AGENT_USER IS NOT PAUSED";
                    case DialReply.NotAllowed _ -> "AGENT_USER IS NOT ALLOWED TO PLACE MANUAL DIAL CALLS";
                    case DialReply.AlreadyQueued _ -> "PHONE_NUMBER IS ALREADY IN THIS AGENTS MANUAL DIAL QUEUE";
                    case DialReply.QueueFull _ -> "MANUAL DIAL QUEUE OF THIS AGENT IS FULL";
                    // What is left cannot be asked for here but by a number.
                    case DialReply.NumberInvalid _,
                            DialReply.GroupAliasUnknown _,
                            DialReply.CallerIdTooShort _,
                            DialReply.VtigerEventUnknown _,
                            DialReply.LeadUnknown _,
                            DialReply.NotInLead _,
                            DialReply.NoLeadLeft _ -> "VALUE IS NOT VALID";
                });
    }

    private static ApiAnswer.Whole no(String words) {
        return Envelope.refused("success", "manual_dial " + words).answer();
    }
}
