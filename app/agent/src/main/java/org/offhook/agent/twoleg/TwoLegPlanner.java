package org.offhook.agent.twoleg;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.offhook.agent.twoleg.LegTarget.Announcement;
import org.offhook.agent.twoleg.LegTarget.Dialled;
import org.offhook.agent.twoleg.LegTarget.OwnPhone;
import org.offhook.campaign.number.DialableNumber;
import org.offhook.campaign.number.NumberReading;
import org.offhook.campaign.session.AgentSessionRow;
import org.offhook.campaign.setup.Campaign;
import org.offhook.campaign.setup.Recording;
import org.offhook.campaign.store.StorePorts;
import org.offhook.campaign.user.User;

/**
 * Turns the two numbers of a request into a plan, by the table of voiptech-click2call: what is an extension, who sees which caller ID, whose
 * sound goes where. Asked again for every attempt of a future call, because who is logged in changes. Blocks on the store.
 */
public final class TwoLegPlanner {
    /** How dial2 names an announcement: {@code message:NAME}, or with keys {@code message:NAME;1=600;2=601}. */
    public static final String MESSAGE = "message:";

    private static final Duration SECOND_LIMIT = Duration.ofSeconds(60);

    /** Shorter numbers are the exchange's own, as in the campaigns' dial rules. */
    private static final int SHORTEST_EXTERNAL = 7;

    private final LegTarget.Alert alert;

    /** @param alert how an agent is asked for a leg that their own phone is */
    public TwoLegPlanner(LegTarget.Alert alert) {
        this.alert = alert;
    }

    /** What came of it. */
    public sealed interface Planned {
        record Plan(TwoLegPlan plan) implements Planned {}

        /** @param reason in words for the caller */
        record Refused(String reason) implements Planned {}
    }

    private enum Kind {
        INTERNAL,
        EXTERNAL
    }

    private record Party(Kind kind, LegTarget target, Optional<AgentSessionRow> session) {}

    /**
     * Plans one call.
     *
     * @param setCid the caller ID asked for; empty for none
     */
    public Planned plan(StorePorts ports, String dial1, String dial2, String setCid, Duration ringLimit) {
        List<AgentSessionRow> live = ports.sessions().live();
        Optional<Party> first = party(dial1, setCid, live);
        Optional<Party> second = dial2.startsWith(MESSAGE) ? message(dial2) : party(dial2, setCid, live);
        if (first.isEmpty() || second.isEmpty()) {
            return new Planned.Refused((first.isEmpty() ? "dial1" : "dial2") + " is not a number");
        }
        boolean external = first.get().kind() == Kind.EXTERNAL && second.get().kind() == Kind.EXTERNAL;
        Optional<Campaign> campaign = first.get()
                .session()
                .or(second.get()::session)
                .or(() -> live.stream()
                        .filter(row -> row.position().extension().equals(setCid))
                        .findFirst())
                .flatMap(row -> ports.setup().campaign(row.position().campaign()));
        if (blocked(ports, campaign, dial1) || blocked(ports, campaign, dial2)) {
            return new Planned.Refused(LegFailure.NOT_CONNECTED.words());
        }
        if (!external) {
            return switch (second.get().target()) {
                case OwnPhone own
                when first.get().target() instanceof OwnPhone other ->
                    own.extension().equals(other.extension())
                            ? new Planned.Refused("dial1 and dial2 are the same phone")
                            // Two agents: the one's phone calls the other's as any extension.
                            : plan(other, new Dialled(own.extension(), setCid), ringLimit, campaign);
                case OwnPhone _, Dialled _, Announcement _ ->
                    plan(first.get().target(), second.get().target(), ringLimit, campaign);
            };
        }
        Optional<String> agentsNumber = agentsNumber(ports, live, setCid);
        if (agentsNumber.isEmpty()) {
            return new Planned.Refused("SetCID must be the agent's extension when both numbers are external");
        }
        // "The first number will get a call with a CID set to his extension and the 2nd number … defined for the agent
        // number."
        return plan(
                shown(first.get().target(), setCid),
                shown(second.get().target(), agentsNumber.get()),
                ringLimit,
                campaign);
    }

    private static Planned plan(LegTarget first, LegTarget second, Duration ringLimit, Optional<Campaign> campaign) {
        boolean own = first instanceof OwnPhone || second instanceof OwnPhone;
        boolean recorded =
                campaign.filter(one -> one.recording() == Recording.ALWAYS).isPresent();
        TwoLegPlan.Joining joining = recorded
                ? TwoLegPlan.Joining.RECORDED
                : own ? TwoLegPlan.Joining.THROUGH_WIDGET : TwoLegPlan.Joining.BETWEEN_PARTIES;
        return new Planned.Plan(new TwoLegPlan(first, second, ringLimit, SECOND_LIMIT, joining));
    }

    private static LegTarget shown(LegTarget target, String callerId) {
        return switch (target) {
            case Dialled(String number, String _) -> new Dialled(number, callerId);
            case OwnPhone own -> own;
            case Announcement announcement -> announcement;
        };
    }

    private Optional<Party> party(String text, String callerId, List<AgentSessionRow> live) {
        return switch (DialableNumber.read(text)) {
            case NumberReading.Refused _ -> Optional.empty();
            case NumberReading.Dialable(DialableNumber number) -> {
                Optional<AgentSessionRow> session = live.stream()
                        .filter(row -> row.position().extension().equals(number.keys()))
                        .findFirst();
                LegTarget target =
                        session.isPresent() ? new OwnPhone(number.keys(), alert) : new Dialled(number.keys(), callerId);
                yield Optional.of(new Party(kind(number, session), target, session));
            }
        };
    }

    private static Kind kind(DialableNumber number, Optional<AgentSessionRow> session) {
        boolean internal = session.isPresent()
                || number.featureCode()
                || (!number.international() && number.keys().length() < SHORTEST_EXTERNAL);
        return internal ? Kind.INTERNAL : Kind.EXTERNAL;
    }

    /** {@code message:NAME;KEY=NUMBER;…}. */
    private static Optional<Party> message(String text) {
        String[] parts = text.substring(MESSAGE.length()).split(";", -1);
        boolean named = !parts[0].isEmpty()
                && parts[0].length() <= 64
                && parts[0].chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '_');
        Map<Character, Dialled> keys = new HashMap<>();
        for (int i = 1; i < parts.length; i++) {
            boolean pair = parts[i].length() > 2
                    && parts[i].charAt(1) == '='
                    && "0123456789*#".indexOf(parts[i].charAt(0)) >= 0;
            if (!pair || !(DialableNumber.read(parts[i].substring(2)) instanceof NumberReading.Dialable(var number))) {
                return Optional.empty();
            }
            keys.put(parts[i].charAt(0), new Dialled(number.keys(), ""));
        }
        return named
                ? Optional.of(new Party(Kind.INTERNAL, new Announcement(parts[0], keys), Optional.empty()))
                : Optional.empty();
    }

    /** The caller ID that the agent with this extension shows to customers; empty when there is no such agent. */
    private static Optional<String> agentsNumber(StorePorts ports, List<AgentSessionRow> live, String extension) {
        if (extension.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> campaign = live.stream()
                .filter(row -> row.position().extension().equals(extension))
                .map(row -> row.position().campaign())
                .findFirst()
                .or(() -> ports.users().all().stream()
                        .filter(user -> user.active() && user.phoneLogin().equals(extension))
                        .map(User::campaign)
                        .findFirst());
        return campaign.map(id ->
                ports.setup().campaign(id).map(one -> one.callerId().number()).orElse(""));
    }

    private static boolean blocked(StorePorts ports, Optional<Campaign> campaign, String text) {
        return DialableNumber.read(text) instanceof NumberReading.Dialable(DialableNumber number)
                && ports.dnc().blocked(campaign.map(Campaign::id).orElse(""), forms(number, campaign));
    }

    /** As the number may stand in a list: with and without the campaign's country code. */
    private static List<String> forms(DialableNumber number, Optional<Campaign> campaign) {
        String digits = number.keys().startsWith("+") ? number.keys().substring(1) : number.keys();
        String code = campaign.map(one -> one.dialRules().phoneCode()).orElse("");
        return code.isEmpty() || number.international() ? List.of(digits) : List.of(digits, code + digits);
    }
}
