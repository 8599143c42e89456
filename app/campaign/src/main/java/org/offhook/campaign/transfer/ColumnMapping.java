package org.offhook.campaign.transfer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.offhook.campaign.lead.LeadField;
import org.offhook.campaign.list.CustomField;
import org.offhook.campaign.list.LeadList;

/**
 * Which column is what, in the file's order.
 *
 * @param unused headers of columns that are not kept, for whoever wonders
 */
public record ColumnMapping(List<Column> columns, List<String> unused) {
    /** Nothing is kept of a column mapped to this. */
    public static final String NOTHING = "-";

    public ColumnMapping {
        columns = List.copyOf(columns);
        unused = List.copyOf(unused);
    }

    /** What came of a header and the wishes about it. */
    public sealed interface Mapped {
        record Complete(ColumnMapping mapping) implements Mapped {}

        /** @param fault what is wrong, for a person */
        record Faulty(String fault) implements Mapped {}
    }

    /**
     * Maps a file's header. A column that nobody named goes to the field of its own name, if there is one; letter case, blanks and
     * dashes do not matter.
     *
     * @param asked field by header; {@link #NOTHING} for a column to be left out
     */
    public static Mapped of(List<String> header, Map<String, String> asked, LeadList list) {
        Map<String, String> wishes = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        asked.forEach((from, to) -> wishes.put(from.strip(), to.strip()));
        List<Column> columns = new ArrayList<>();
        List<String> unused = new ArrayList<>();
        Set<Column> taken = new HashSet<>();
        for (String title : header) {
            String wish = wishes.remove(title.strip());
            Optional<Column> column = named(wish == null ? title : wish, list);
            if (wish != null && column.isEmpty()) {
                return new Mapped.Faulty("list " + list.id() + " has no field " + wish);
            }
            Column found = column.orElse(new Column.Unused());
            if (found instanceof Column.Unused) {
                unused.add(title);
            } else if (!taken.add(found)) {
                return new Mapped.Faulty("two columns for the same field: the second is " + title);
            }
            columns.add(found);
        }
        if (!wishes.isEmpty()) {
            return new Mapped.Faulty("the file has no column " + String.join(", ", wishes.keySet()));
        }
        return taken.contains(new Column.PhoneNumber())
                ? new Mapped.Complete(new ColumnMapping(columns, unused))
                : new Mapped.Faulty("no column is mapped to phone_number");
    }

    /** The field that a column of this title goes to when nobody names one; {@link #NOTHING} when there is none. */
    public static String fieldOf(String title, LeadList list) {
        return named(title, list)
                .map(column -> switch (column) {
                    case Column.PhoneNumber _ -> "phone_number";
                    case Column.PhoneCode _ -> "phone_code";
                    case Column.Rank _ -> "rank";
                    case Column.Status _ -> "status";
                    case Column.Standard(LeadField field) -> field.fieldName();
                    case Column.Custom(String name, int _) -> name;
                    case Column.Unused _ -> NOTHING;
                })
                .orElse(NOTHING);
    }

    private static Optional<Column> named(String name, LeadList list) {
        String plain = name.strip().toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
        return switch (plain) {
            case "phone_number" -> Optional.of(new Column.PhoneNumber());
            case "phone_code" -> Optional.of(new Column.PhoneCode());
            case "rank" -> Optional.of(new Column.Rank());
            case "status" -> Optional.of(new Column.Status());
            case "", "_" -> Optional.of(new Column.Unused());
            default ->
                LeadField.named(plain)
                        .<Column>map(Column.Standard::new)
                        .or(() -> list.form().stream()
                                .filter(field -> field.name().equalsIgnoreCase(name.strip()))
                                .findFirst()
                                .map(ColumnMapping::custom));
        };
    }

    private static Column custom(CustomField field) {
        return new Column.Custom(field.name(), field.longest());
    }

    /** The same for the same columns: an import that goes on must go on alike. */
    String fingerprint() {
        return columns.toString();
    }
}
