package org.offhook.core.phone;

import java.util.List;
import java.util.Optional;
import org.offhook.core.subscription.MessageSummary;

/**
 * What the exchange has told about mailbox and other phones.
 *
 * @param mailbox as last told; empty before that
 * @param lamps in the order of the settings
 * @param voicemail what is dialled to listen to the mailbox, once that is known
 */
public record WatchView(
        Optional<MessageSummary> mailbox, List<LampView> lamps, Optional<String> voicemail, FeatureCodes codes) {
    public static final WatchView NOTHING =
            new WatchView(Optional.empty(), List.of(), Optional.empty(), FeatureCodes.USUAL);

    public WatchView {
        lamps = List.copyOf(lamps);
    }

    public Optional<LampView> lamp(String number) {
        return lamps.stream()
                .filter(lamp -> lamp.phone().number().equals(number))
                .findFirst();
    }
}
