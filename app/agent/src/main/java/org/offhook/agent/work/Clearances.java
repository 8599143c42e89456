package org.offhook.agent.work;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.offhook.agent.LeadOnScreen;
import org.offhook.agent.dial.DeskDial;
import org.offhook.agent.floor.DialFilter;
import org.offhook.agent.port.Clearance;
import org.offhook.agent.port.DialQuestion;
import org.offhook.campaign.filter.DialBlock;
import org.offhook.campaign.lead.Lead;
import org.offhook.campaign.log.NewLoggedCall;
import org.offhook.campaign.queue.NewDial;
import org.offhook.campaign.store.StorePorts;
import org.offhook.core.error.ErrorCode;

/** Says for a number that is about to be dialled which lead it belongs to, and whether the campaign lets it be dialled now. */
public final class Clearances {
    private final String node;
    private final LeadReader reader;
    private final DialFilter filter;

    /** @param node name of this desk in the call log */
    public Clearances(String node, LeadReader reader) {
        this.node = node;
        this.reader = reader;
        this.filter = new DialFilter(reader.ownZone());
    }

    /**
     * One unit of work: a lead may be made, and what is barred is in the call log.
     *
     * @param attempt unique for each question
     */
    public Clearance clear(StorePorts ports, DialQuestion question, String attempt, Instant now) {
        return switch (DeskDial.of(ports, question)) {
            case DeskDial.Refused(ErrorCode error) -> new Clearance.Barred(error, Optional.empty());
            case DeskDial.Found found -> {
                Optional<LeadOnScreen> lead =
                        found.lead().map(one -> reader.read(ports, question.campaign(), one, now));
                if (question.preview()) {
                    yield new Clearance.Free(found.number(), lead);
                }
                yield filter.block(ports, dial(question, found), now)
                        .<Clearance>map(block -> {
                            log(ports, question, found, block, attempt, now);
                            return new Clearance.Barred(DialFilter.codeOf(block), lead);
                        })
                        .orElseGet(() -> new Clearance.Free(found.number(), lead));
            }
        };
    }

    /** Why no call may be sent to a number, if so; nothing is written. */
    public Optional<ErrorCode> barred(
            StorePorts ports, String agent, String campaign, String typed, String dialled, Instant now) {
        NewDial asked = new NewDial(
                agent, campaign, dialled, typed, OptionalLong.empty(), false, false, "", "", "transfer", "", Map.of());
        return filter.block(ports, asked, now).map(DialFilter::codeOf);
    }

    private static NewDial dial(DialQuestion question, DeskDial.Found found) {
        return new NewDial(
                question.agent(),
                question.campaign(),
                found.number(),
                found.shownNumber(),
                found.lead().map(lead -> OptionalLong.of(lead.id())).orElse(OptionalLong.empty()),
                question.preview(),
                false,
                "",
                "",
                question.source(),
                "",
                question.facts());
    }

    private void log(
            StorePorts ports,
            DialQuestion question,
            DeskDial.Found found,
            DialBlock block,
            String attempt,
            Instant now) {
        long line = ports.callLog()
                .begin(new NewLoggedCall(
                        "blocked-" + attempt,
                        node,
                        NewLoggedCall.Direction.OUTGOING,
                        question.agent(),
                        question.campaign(),
                        found.shownNumber(),
                        found.lead().map(LeadReader::name).orElse(""),
                        found.lead().map(Lead::id).map(OptionalLong::of).orElse(OptionalLong.empty()),
                        OptionalLong.empty(),
                        question.source(),
                        now));
        ports.callLog().ended(line, now, block.name());
    }
}
