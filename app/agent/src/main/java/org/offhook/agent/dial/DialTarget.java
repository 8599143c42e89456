package org.offhook.agent.dial;

import java.util.Optional;
import java.util.OptionalLong;
import org.offhook.agent.dial.DialReply.LeadUnknown;
import org.offhook.agent.dial.DialReply.NotInLead;
import org.offhook.agent.dial.DialReply.NumberInvalid;
import org.offhook.campaign.lead.Lead;
import org.offhook.campaign.lead.LeadField;
import org.offhook.campaign.number.DialRules;
import org.offhook.campaign.number.DialableNumber;
import org.offhook.campaign.number.NumberReading;
import org.offhook.campaign.setup.Campaign;
import org.offhook.campaign.store.StorePorts;

/** What a wish comes down to: a number, and the lead it belongs to. */
sealed interface DialTarget {
    /**
     * @param dialled as it goes to the exchange
     * @param shownNumber as asked or as the lead has it
     * @param leadNumber digits for a new lead
     * @param vendorCode to be kept with the lead; empty for none
     */
    record Found(
            String dialled,
            String shownNumber,
            String phoneCode,
            String leadNumber,
            OptionalLong lead,
            String vendorCode)
            implements DialTarget {}

    record Missing(DialReply.Refused why) implements DialTarget {}

    /** Looks for it. */
    record Search(StorePorts ports, DialWish wish, String agent, Campaign campaign) {
        /** Whether the next lead is asked for, which is then the agent's. */
        boolean handsOut() {
            return wish.vtiger() != DialWish.VtigerCallback.YES
                    && wish.leadId().isEmpty()
                    && wish.value().equals(DialWish.NEXT);
        }

        DialTarget target(ManualDialDoor.VtigerFinding vtiger) {
            if (wish.vtiger() == DialWish.VtigerCallback.YES) {
                return vtiger.activity()
                        .map(activity -> number(
                                activity.phoneNumber(),
                                wish.vendorCode().isEmpty() ? activity.account() : wish.vendorCode()))
                        .orElseGet(() -> new Missing(new DialReply.VtigerEventUnknown(wish.value())));
            }
            if (!wish.leadId().isEmpty()) {
                return named();
            }
            if (handsOut()) {
                return ports.leads()
                        .handOutNext(campaign.id(), agent)
                        .map(lead -> of(lead, lead.phoneNumber()))
                        .orElseGet(() -> new Missing(new DialReply.NoLeadLeft(agent)));
            }
            return number(wish.value(), wish.vendorCode());
        }

        private DialTarget named() {
            Optional<Lead> lead = leadId().flatMap(id -> ports.leads().find(id));
            if (lead.isEmpty()) {
                return new Missing(new LeadUnknown(agent, wish.leadId()));
            }
            Lead found = lead.get();
            return switch (wish.alternate()) {
                case MAIN -> of(found, found.phoneNumber());
                case ALT -> of(found, found.field(LeadField.ALT_PHONE));
                case ADDR3 -> of(found, found.field(LeadField.ADDRESS3));
                case SEARCH -> searched(found);
            };
        }

        private Optional<Long> leadId() {
            String text = wish.leadId();
            boolean digits = text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
            return digits ? Optional.of(Long.parseLong(text)) : Optional.empty();
        }

        /** Phone, alternative phone, third address line, in that order. */
        private DialTarget searched(Lead lead) {
            Optional<String> wanted = keys(wish.value());
            for (String one : java.util.List.of(
                    lead.phoneNumber(), lead.field(LeadField.ALT_PHONE), lead.field(LeadField.ADDRESS3))) {
                if (wanted.isPresent() && keys(one).equals(wanted)) {
                    return of(lead, one);
                }
            }
            return new Missing(new NotInLead(agent, wish.value(), wish.leadId(), DialWish.Alternate.SEARCH.name()));
        }

        private static Optional<String> keys(String text) {
            return switch (DialableNumber.read(text)) {
                case NumberReading.Dialable(DialableNumber number) -> Optional.of(number.keys());
                case NumberReading.Refused _ -> Optional.empty();
            };
        }

        private DialTarget of(Lead lead, String number) {
            return switch (DialableNumber.read(number)) {
                case NumberReading.Refused _ -> invalid(number);
                case NumberReading.Dialable(DialableNumber read) ->
                    new Found(
                            dialled(read, lead.phoneCode()),
                            number,
                            lead.phoneCode(),
                            digits(read),
                            OptionalLong.of(lead.id()),
                            wish.vendorCode());
            };
        }

        private DialTarget number(String text, String vendorCode) {
            return switch (DialableNumber.read(text)) {
                case NumberReading.Refused _ -> invalid(text);
                case NumberReading.Dialable(DialableNumber read) -> {
                    String code =
                            wish.phoneCode().isEmpty() ? campaign.dialRules().phoneCode() : wish.phoneCode();
                    String plainCode = code.startsWith("+") ? code.substring(1) : code;
                    String national = national(read, plainCode);
                    OptionalLong known = wish.search() == DialWish.Search.YES
                            ? ports.leads().newestIdByPhone(campaign.id(), plainCode, national)
                            : OptionalLong.empty();
                    yield new Found(dialled(read, wish.phoneCode()), text, plainCode, national, known, vendorCode);
                }
            };
        }

        private DialTarget invalid(String number) {
            String alternate = wish.alternate() == DialWish.Alternate.MAIN
                    ? ""
                    : wish.alternate().name();
            return new Missing(new NumberInvalid(agent, number, wish.leadId(), alternate));
        }

        /** The request's prefix stands before everything; it takes the place of the campaign's. */
        private String dialled(DialableNumber number, String phoneCode) {
            DialRules rules = campaign.dialRules();
            if (wish.dialPrefix().isEmpty()) {
                return rules.dialled(number, phoneCode);
            }
            return new DialRules(wish.dialPrefix(), rules.phoneCode(), rules.omitPhoneCode())
                    .dialled(number, phoneCode);
        }

        /** As leads have it: digits without the country code, where it came with one. */
        private static String national(DialableNumber number, String code) {
            String digits = digits(number);
            return number.international() && !code.isEmpty() && digits.startsWith(code)
                    ? digits.substring(code.length())
                    : digits;
        }

        private static String digits(DialableNumber number) {
            return number.keys().startsWith("+") ? number.keys().substring(1) : number.keys();
        }
    }
}
