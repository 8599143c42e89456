package org.offhook.desktop;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.offhook.agent.AgentSnapshot.Setup;
import org.offhook.agent.DeskStart;
import org.offhook.agent.LoggedCall;
import org.offhook.agent.PairedOrigin;
import org.offhook.core.account.Account;
import org.offhook.core.account.Secret;
import org.offhook.core.phone.ExtraAccount;
import org.offhook.desktop.settings.Settings;
import org.offhook.desktop.stored.ApprovedOrigins;
import org.offhook.desktop.stored.StoredAccount;
import org.offhook.desktop.stored.StoredAccount.Loaded;
import org.offhook.desktop.stored.StoredPairings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the last time left behind. */
record Remembered(DeskStart start, Optional<Loaded.Failed> failure) {
    private static final Logger LOG = LoggerFactory.getLogger(Remembered.class);

    /** With the accounts beside the main one; what is missing of them is said. */
    Remembered with(List<ExtraAccount> extras) {
        return new Remembered(
                new DeskStart(start.setup(), start.account(), start.pairedOrigins(), start.recentCalls(), extras),
                failure);
    }

    static Remembered of(Settings settings, StoredAccount accounts, StoredPairings pairings, List<LoggedCall> calls) {
        List<PairedOrigin> origins = origins(settings, pairings);
        return switch (accounts.load(settings.account())) {
            case Loaded.Found(Account account) ->
                new Remembered(started(Setup.OWN_EXCHANGE, Optional.of(account), origins, calls), Optional.empty());
            case Loaded.NotSetUp() ->
                new Remembered(
                        started(
                                settings.account().exchange() == Settings.Exchange.PRACTICE
                                        ? Setup.PRACTICE_EXCHANGE
                                        : Setup.NONE,
                                Optional.empty(),
                                origins,
                                calls),
                        Optional.empty());
            case Loaded.Failed failed ->
                // A login that brings the phone's password still works, so the rest of the account is kept.
                new Remembered(
                        started(Setup.OWN_EXCHANGE, settings.account().with(Secret.of("")), origins, calls),
                        Optional.of(failed));
        };
    }

    private static DeskStart started(
            Setup setup, Optional<Account> account, List<PairedOrigin> origins, List<LoggedCall> calls) {
        return new DeskStart(setup, account, origins, calls);
    }

    private static List<PairedOrigin> origins(Settings settings, StoredPairings pairings) {
        ApprovedOrigins.Read approved = ApprovedOrigins.read(settings.bridge().approvedOrigins(), Instant.now());
        if (!approved.faulty().isEmpty()) {
            LOG.warn("OH-101 bridge.approvedOrigins: no such origins or scopes: {}", approved.faulty());
        }
        List<PairedOrigin> all = new ArrayList<>(approved.approved());
        pairings.load().stream()
                .filter(paired -> all.stream().noneMatch(other -> other.origin().equals(paired.origin())))
                .forEach(all::add);
        return List.copyOf(all);
    }
}
