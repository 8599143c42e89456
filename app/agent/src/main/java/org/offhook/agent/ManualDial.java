package org.offhook.agent;

import java.util.Map;
import java.util.Optional;
import org.offhook.core.account.AccountId;

/**
 * A number somebody wants dialled, as asked; the rules of manual dialling decide what becomes of it.
 *
 * @param number as typed or sent; blanks, dashes, dots and brackets are allowed
 * @param phoneCode country code to put before it; empty means the campaign's
 * @param preview show the lead first and dial only when the agent says so
 * @param focus raise the window
 * @param source who asked: {@code agent}, {@code crm}, {@code cli}, {@code link} …
 * @param requestId the asker's own key: a repeat with the same one is told the first outcome and dials nothing
 * @param facts what the CRM sent along to be shown with the call; names to texts
 * @param lead which lead it belongs to, for a user of the dialer's store
 * @param account which of the phone's accounts it goes over
 */
public record ManualDial(
        String number,
        String phoneCode,
        boolean preview,
        boolean focus,
        String source,
        Optional<RequestMark> requestId,
        Map<String, String> facts,
        LeadWish lead,
        AccountId account) {
    /** Over the main account, as the campaign has it, to be dialled at once; its lead is looked for. */
    public static ManualDial of(String number, String source) {
        return new ManualDial(
                number, "", false, false, source, Optional.empty(), Map.of(), new LeadWish.Search(), AccountId.MAIN);
    }

    /** A number the agent typed. */
    public static ManualDial typed(String number) {
        return of(number, "agent");
    }

    /** The same in this country. */
    public ManualDial withPhoneCode(String code) {
        return new ManualDial(number, code, preview, focus, source, requestId, facts, lead, account);
    }

    /** The same, shown first or not. */
    public ManualDial withPreview(boolean shownFirst) {
        return new ManualDial(number, phoneCode, shownFirst, focus, source, requestId, facts, lead, account);
    }

    /** The same, with the window raised or not. */
    public ManualDial withFocus(boolean raised) {
        return new ManualDial(number, phoneCode, preview, raised, source, requestId, facts, lead, account);
    }

    /** The same under the asker's own key. */
    public ManualDial withRequest(RequestMark mark) {
        return new ManualDial(number, phoneCode, preview, focus, source, Optional.of(mark), facts, lead, account);
    }

    /** The same with these facts to be shown. */
    public ManualDial withFacts(Map<String, String> shown) {
        return new ManualDial(number, phoneCode, preview, focus, source, requestId, shown, lead, account);
    }

    /** The same for this lead. */
    public ManualDial with(LeadWish wish) {
        return new ManualDial(number, phoneCode, preview, focus, source, requestId, facts, wish, account);
    }

    /** The same over another account. */
    public ManualDial over(AccountId other) {
        return new ManualDial(number, phoneCode, preview, focus, source, requestId, facts, lead, other);
    }

    @Override
    public String toString() {
        return "ManualDial[" + source + ", " + number.length() + " characters]";
    }
}
