package org.offhook.agent.work;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.offhook.agent.LoggedSound;
import org.offhook.agent.port.CallNote;
import org.offhook.campaign.callback.Callback;
import org.offhook.campaign.lead.Lead;
import org.offhook.campaign.lead.LeadChange;
import org.offhook.campaign.lead.LeadStatus;
import org.offhook.campaign.log.CallRecord;
import org.offhook.campaign.log.EndedBy;
import org.offhook.campaign.log.NewLoggedCall;
import org.offhook.campaign.log.NewLoggedCall.Direction;
import org.offhook.campaign.setup.Campaign;
import org.offhook.campaign.store.StorePorts;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.CallSummary;
import org.offhook.core.phone.CallView.CallDirection;

/** Writes a desk's calls into the store's log. Writing the same note twice writes it once. */
public final class CallScribe {
    private static final int LONGEST_CODE = 3;
    /** Between the names of several recordings; no name holds it. */
    private static final String SEVERAL = " ; ";

    private final String node;

    /** @param node name of this desk in the call log */
    public CallScribe(String node) {
        this.node = node;
    }

    /** One unit of work. Tells the lead that the call belongs to. */
    public Optional<Lead> write(StorePorts ports, CallNote note) {
        return switch (note) {
            case CallNote.Begun begun -> begin(ports, begun);
            case CallNote.Answered answered -> {
                line(ports, note).ifPresent(line -> ports.callLog().answered(line.id(), answered.at()));
                yield Optional.empty();
            }
            case CallNote.Summed(CallId _, CallSummary summary) -> {
                line(ports, note).ifPresent(line -> ports.callLog().sounded(line.id(), LoggedSound.of(summary)));
                yield Optional.empty();
            }
            case CallNote.Recorded(CallId _, String file) -> {
                line(ports, note)
                        .ifPresent(line -> ports.callLog().recorded(line.id(), together(line.recording(), file)));
                yield Optional.empty();
            }
            case CallNote.Ended ended -> {
                line(ports, note).ifPresent(line -> end(ports, line, ended));
                yield Optional.empty();
            }
        };
    }

    /** Recording may have been ended and begun again in one call; each of its files is named once. */
    private static String together(String before, String file) {
        if (before.isEmpty()) {
            return file;
        }
        return List.of(before.split(SEVERAL)).contains(file) ? before : before + SEVERAL + file;
    }

    private Optional<CallRecord> line(StorePorts ports, CallNote note) {
        return ports.callLog().findByCall(node, note.call().value());
    }

    private Optional<Lead> begin(StorePorts ports, CallNote.Begun begun) {
        boolean incoming = begun.direction() == CallDirection.INCOMING;
        Optional<Lead> lead = begun.lead().isPresent()
                ? ports.leads().find(begun.lead().getAsLong())
                : incoming ? caller(ports, begun) : Optional.empty();
        boolean again = line(ports, begun).isPresent();
        ports.callLog()
                .begin(new NewLoggedCall(
                        begun.call().value(),
                        node,
                        incoming ? Direction.INCOMING : Direction.OUTGOING,
                        begun.agent(),
                        begun.campaign(),
                        begun.party().number(),
                        begun.party().name(),
                        lead.map(one -> OptionalLong.of(one.id())).orElse(OptionalLong.empty()),
                        OptionalLong.empty(),
                        begun.source(),
                        begun.at(),
                        begun.account().name()));
        if (!again && !incoming && !begun.counted()) {
            lead.ifPresent(one -> ports.leads().dialled(one.id()));
        }
        if (begun.callback().isPresent()) {
            ports.callbacks().end(begun.callback().getAsLong(), Callback.State.DONE);
        }
        return lead;
    }

    /** What nobody notes a result for does not stay "on the line". */
    private static void end(StorePorts ports, CallRecord line, CallNote.Ended ended) {
        CallEnd end = ended.end();
        String code = end.error().map(ErrorCode::code).orElse("");
        EndedBy by = new EndedBy(end.side().name(), end.sipStatus(), code);
        ports.callLog().ended(line.id(), ended.at(), end.cause().name(), by);
        OptionalLong lead = line.begun().lead();
        if (lead.isPresent()
                && ports.leads()
                        .find(lead.getAsLong())
                        .filter(one -> one.status().equals(LeadStatus.IN_CALL))
                        .isPresent()) {
            ports.leads().change(lead.getAsLong(), LeadChange.status(LeadStatus.NO_RESULT));
        }
    }

    /** The newest-modified lead of the campaign's lists that has the caller's number, however it presents itself. */
    private static Optional<Lead> caller(StorePorts ports, CallNote.Begun begun) {
        String digits = digits(begun.party().number());
        if (digits.length() < 2) {
            return Optional.empty();
        }
        String own = ports.setup()
                .campaign(begun.campaign())
                .map(Campaign::dialRules)
                .map(rules -> digits(rules.phoneCode()))
                .orElse("");
        List<Lead> found = new ArrayList<>();
        newest(ports, begun.campaign(), own, digits).ifPresent(found::add);
        if (!own.isEmpty()) {
            newest(ports, begun.campaign(), "", digits).ifPresent(found::add);
        }
        for (int code = 1; code <= LONGEST_CODE && digits.length() > code + 1; code++) {
            newest(ports, begun.campaign(), digits.substring(0, code), digits.substring(code))
                    .ifPresent(found::add);
        }
        return found.stream().max(Comparator.comparing(Lead::modifiedAt));
    }

    private static Optional<Lead> newest(StorePorts ports, String campaign, String code, String number) {
        return ports.leads().newestByPhone(campaign, code, number);
    }

    private static String digits(String text) {
        StringBuilder digits = new StringBuilder(text.length());
        text.chars().filter(c -> c >= '0' && c <= '9').forEach(c -> digits.append((char) c));
        return digits.toString();
    }
}
