package org.offhook.ui.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.offhook.agent.AgentSnapshot;
import org.offhook.ui.text.Words;

/**
 * The accounts beside the main one in a word and a mark, for the status line.
 *
 * @param text of one its name and how it stands, of several how many are registered
 * @param detail each with its name and how it stands
 */
public record FurtherAccounts(IconName mark, boolean good, boolean trouble, String text, String detail) {

    /** Empty where there are none, and while nobody is to be registered. */
    public static Optional<FurtherAccounts> of(AgentSnapshot snapshot, Words words) {
        List<AccountRow> rows = AccountRow.beside(snapshot, words);
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        long good = rows.stream().filter(AccountRow::good).count();
        boolean trouble = rows.stream().anyMatch(AccountRow::trouble);
        boolean all = good == rows.size();
        AccountRow first = rows.getFirst();
        IconName mark = trouble ? IconName.ERROR : all ? IconName.CHECK_CIRCLE : first.mark();
        String text = rows.size() == 1
                ? words.of(good == 1 ? "account.one.on" : "account.one.off", first.name())
                : words.of("account.several", good, rows.size());
        String detail = rows.stream()
                .map(row -> words.of("row.two", row.name(), row.said(words)))
                .collect(Collectors.joining("\n"));
        return Optional.of(new FurtherAccounts(mark, all, trouble, text, detail));
    }
}
