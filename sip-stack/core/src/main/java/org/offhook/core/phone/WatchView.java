package org.offhook.core.phone;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.offhook.core.account.AccountId;
import org.offhook.core.subscription.MessageSummary;

/**
 * What the exchanges have told about mailboxes and other phones.
 *
 * @param mailbox of the main account as last told; empty before that
 * @param lamps in the order of the settings
 * @param voicemail what is dialled to listen to the main account's mailbox, once that is known
 * @param codes of the main account's exchange
 * @param beside the same of every account beside the main one
 */
public record WatchView(
        Optional<MessageSummary> mailbox,
        List<LampView> lamps,
        Optional<String> voicemail,
        FeatureCodes codes,
        List<AccountServices> beside) {
    public static final WatchView NOTHING =
            new WatchView(Optional.empty(), List.of(), Optional.empty(), FeatureCodes.USUAL);

    public WatchView {
        lamps = List.copyOf(lamps);
        beside = List.copyOf(beside);
    }

    /** With the main account alone. */
    public WatchView(
            Optional<MessageSummary> mailbox, List<LampView> lamps, Optional<String> voicemail, FeatureCodes codes) {
        this(mailbox, lamps, voicemail, codes, List.of());
    }

    /** The main account's first, whoever else has a phone of this number. */
    public Optional<LampView> lamp(String number) {
        return lamp(number, AccountId.MAIN)
                .or(() -> lamps.stream()
                        .filter(lamp -> lamp.phone().number().equals(number))
                        .findFirst());
    }

    public Optional<LampView> lamp(String number, AccountId account) {
        return lamps.stream()
                .filter(lamp -> lamp.phone().number().equals(number)
                        && lamp.phone().account().equals(account))
                .findFirst();
    }

    /** Empty for an account that is not there. */
    public Optional<AccountServices> of(AccountId account) {
        return account.isMain()
                ? Optional.of(main())
                : beside.stream().filter(one -> one.account().equals(account)).findFirst();
    }

    /** The main account's, then those of the others. */
    public List<AccountServices> all() {
        return Stream.concat(Stream.of(main()), beside.stream()).toList();
    }

    private AccountServices main() {
        return new AccountServices(AccountId.MAIN, mailbox, voicemail, codes);
    }
}
