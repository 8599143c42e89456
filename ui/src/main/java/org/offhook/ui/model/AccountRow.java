package org.offhook.ui.model;

import java.util.ArrayList;
import java.util.List;
import org.offhook.agent.AgentSnapshot;
import org.offhook.core.account.AccountId;
import org.offhook.core.phone.AccountView;
import org.offhook.core.phone.RegistrationView;
import org.offhook.ui.text.Words;

/**
 * An account in a list: whose it is, and how it stands with its exchange, in a word and a mark.
 *
 * @param address extension and exchange, or empty while neither is known
 * @param problem what is wrong, or empty
 * @param trouble calls cannot be made or taken over it although they should
 */
public record AccountRow(
        AccountId account,
        String name,
        String address,
        String word,
        String problem,
        IconName mark,
        boolean good,
        boolean trouble) {

    /** The main one first. */
    public static List<AccountRow> all(AgentSnapshot snapshot, Words words) {
        List<AccountRow> rows = new ArrayList<>();
        rows.add(main(snapshot, words));
        rows.addAll(beside(snapshot, words));
        return List.copyOf(rows);
    }

    /** Those beside the main one. */
    public static List<AccountRow> beside(AgentSnapshot snapshot, Words words) {
        return snapshot.phone().accounts().stream()
                .map(account -> beside(account, words))
                .toList();
    }

    private static AccountRow main(AgentSnapshot snapshot, Words words) {
        RegistrationView registration = snapshot.phone().registration();
        return of(
                AccountId.MAIN,
                words.of("account.main"),
                registration.extension(),
                registration.domain(),
                registration,
                words);
    }

    private static AccountRow beside(AccountView account, Words words) {
        return of(
                account.id(),
                account.id().name(),
                account.extension(),
                account.domain(),
                account.registration(),
                words);
    }

    /** Both, where something is wrong. */
    public String said(Words words) {
        return problem.isEmpty() ? word : words.of("state.second.join", word, problem);
    }

    private static AccountRow of(
            AccountId id, String name, String extension, String domain, RegistrationView registration, Words words) {
        boolean trouble = registration.status() == RegistrationView.Status.LOST
                || registration.problem().isPresent();
        IconName mark = switch (registration.status()) {
            case REGISTERED -> IconName.CHECK_CIRCLE;
            case REGISTERING, UNREGISTERING -> IconName.SYNC;
            case LOST -> IconName.ERROR;
            case NOT_REGISTERED -> trouble ? IconName.ERROR : IconName.OFF;
        };
        return new AccountRow(
                id,
                name,
                extension.isEmpty() ? "" : extension + "@" + domain,
                words.of("registration.", registration.status()),
                registration.problem().map(words::title).orElse(""),
                mark,
                registration.status() == RegistrationView.Status.REGISTERED,
                trouble);
    }
}
