package org.offhook.agent.work;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Optional;
import org.offhook.agent.CallbackWish;
import org.offhook.agent.Draft;
import org.offhook.agent.port.KeptWrapUp;
import org.offhook.campaign.wrapup.UnfinishedWrapUp;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallParty;
import org.offhook.core.error.ErrorCode;

/** Wrap-ups in the store's words and back. */
final class KeptWrapUps {
    private KeptWrapUps() {}

    static UnfinishedWrapUp write(KeptWrapUp kept) {
        return new UnfinishedWrapUp(
                kept.agent(),
                kept.call().value(),
                kept.campaign(),
                kept.party().number(),
                kept.party().name(),
                kept.lead(),
                kept.talked(),
                write(kept.end()),
                kept.endedAt(),
                kept.draft().disposition().orElse(""),
                kept.draft().note(),
                kept.draft().callback().map(CallbackWish::at),
                kept.draft().callback().map(CallbackWish::mine).orElse(true));
    }

    static KeptWrapUp read(UnfinishedWrapUp kept) {
        Optional<LocalDateTime> callback = kept.callbackAt();
        return new KeptWrapUp(
                kept.agent(),
                kept.campaign(),
                new CallId(kept.call()),
                new CallParty(kept.number(), kept.name()),
                kept.lead(),
                kept.talked(),
                end(kept.end()),
                kept.endedAt(),
                new Draft(
                        Optional.of(kept.disposition()).filter(code -> !code.isEmpty()),
                        kept.note(),
                        callback.map(at -> new CallbackWish(at, kept.callbackMine()))));
    }

    private static String write(CallEnd end) {
        return end.cause() + " " + end.side() + " " + end.sipStatus()
                + end.error().map(error -> " " + error.code()).orElse("");
    }

    /** What another version of this program wrote, and nobody understands, ended by hanging up. */
    private static CallEnd end(String text) {
        String[] parts = text.split(" ", -1);
        try {
            return new CallEnd(
                    CallEnd.Cause.valueOf(parts[0]),
                    CallEnd.Side.valueOf(parts[1]),
                    Integer.parseInt(parts[2]),
                    parts.length < 4
                            ? Optional.empty()
                            : Arrays.stream(ErrorCode.values())
                                    .filter(error -> error.code().equals(parts[3]))
                                    .findFirst());
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return new CallEnd(CallEnd.Cause.HUNG_UP, CallEnd.Side.FAR_END, 0, Optional.empty());
        }
    }
}
