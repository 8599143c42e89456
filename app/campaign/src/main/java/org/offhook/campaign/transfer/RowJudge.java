package org.offhook.campaign.transfer;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.offhook.campaign.lead.LeadField;
import org.offhook.campaign.lead.LeadStatus;
import org.offhook.campaign.lead.NewLead;
import org.offhook.campaign.transfer.NumberPlan.Planned;

/** Makes a lead of a row, or says why there is none in it. Pure. */
public record RowJudge(long listId, ColumnMapping mapping, NumberPlan plan) {
    private static final int LONGEST_STATUS = 6;
    /** What decoding puts where bytes were no text. */
    private static final char NO_TEXT = '\uFFFD';

    /** What a row is. */
    public sealed interface Judged {
        record Good(NewLead lead) implements Judged {}

        /** @param reason names the column, never what is in it */
        record Bad(String reason) implements Judged {}
    }

    /** Cells that are gathered on the way to a lead. */
    private static final class Draft {
        String number = "";
        String code = "";
        String status = LeadStatus.NEW;
        int rank;
        final Map<LeadField, String> fields = new EnumMap<>(LeadField.class);
        final Map<String, String> custom = new HashMap<>();
    }

    /** Judges the cells of one row. */
    public Judged judge(List<String> cells) {
        if (cells.size() != mapping.columns().size()) {
            return new Judged.Bad("the row has " + cells.size() + " cells, the header has "
                    + mapping.columns().size());
        }
        Draft draft = new Draft();
        for (int i = 0; i < cells.size(); i++) {
            Optional<String> fault =
                    put(draft, mapping.columns().get(i), cells.get(i).strip());
            if (fault.isPresent()) {
                return new Judged.Bad(fault.get());
            }
        }
        if (draft.number.isEmpty()) {
            return new Judged.Bad("phone_number is empty");
        }
        return switch (plan.read(draft.number, draft.code)) {
            case Planned.Refused(String reason) -> new Judged.Bad(reason);
            case Planned.Subscriber(String code, String number, String zone) ->
                new Judged.Good(
                        new NewLead(listId, code, number, zone, draft.status, draft.rank, draft.fields, draft.custom));
        };
    }

    private static Optional<String> put(Draft draft, Column column, String cell) {
        if (cell.isEmpty() || column instanceof Column.Unused) {
            return Optional.empty();
        }
        if (cell.indexOf(NO_TEXT) >= 0 || cell.indexOf('\0') >= 0) {
            return Optional.of(name(column) + " is not text in the file's encoding");
        }
        return switch (column) {
            case Column.PhoneNumber _ -> kept(() -> draft.number = cell);
            case Column.PhoneCode _ -> kept(() -> draft.code = cell);
            case Column.Status _ ->
                cell.length() > LONGEST_STATUS ? tooLong(column, LONGEST_STATUS) : kept(() -> draft.status = cell);
            case Column.Rank _ ->
                cell.matches("-?\\d{1,5}")
                        ? kept(() -> draft.rank = Integer.parseInt(cell))
                        : Optional.of("rank is no whole number");
            case Column.Standard(LeadField field) ->
                cell.length() > field.longest()
                        ? tooLong(column, field.longest())
                        : kept(() -> draft.fields.put(field, cell));
            case Column.Custom(String name, int longest) ->
                cell.length() > longest ? tooLong(column, longest) : kept(() -> draft.custom.put(name, cell));
            case Column.Unused _ -> Optional.empty();
        };
    }

    private static Optional<String> kept(Runnable keep) {
        keep.run();
        return Optional.empty();
    }

    private static Optional<String> tooLong(Column column, int longest) {
        return Optional.of(name(column) + " is longer than " + longest + " characters");
    }

    private static String name(Column column) {
        return switch (column) {
            case Column.PhoneNumber _ -> "phone_number";
            case Column.PhoneCode _ -> "phone_code";
            case Column.Status _ -> "status";
            case Column.Rank _ -> "rank";
            case Column.Standard(LeadField field) -> field.fieldName();
            case Column.Custom(String name, int _) -> name;
            case Column.Unused _ -> "a column";
        };
    }
}
