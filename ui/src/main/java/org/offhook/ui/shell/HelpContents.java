package org.offhook.ui.shell;

import java.util.ArrayList;
import java.util.List;
import org.offhook.ui.help.HelpRow;
import org.offhook.ui.model.StateMark;
import org.offhook.ui.text.Words;

/** What the help says: of the screen it was opened on, of every key, of every shape. */
final class HelpContents {
    private HelpContents() {}

    /** @param topic what {@link org.offhook.ui.fx.Page#helpTopic} of the open page says */
    static List<HelpRow> of(String topic, Words words) {
        var rows = new ArrayList<HelpRow>();
        rows.add(new HelpRow.Paragraph(words.of("help.page." + topic)));
        rows.add(new HelpRow.Heading(words.of("help.keys")));
        for (Shortcuts shortcut : Shortcuts.values()) {
            rows.add(key(words.of("help.key.", shortcut), shortcut.text(), words));
        }
        rows.add(key(words.of("help.key.results"), Shortcuts.RESULTS, words));
        rows.add(key(words.of("help.key.regions"), "F6", words));
        rows.add(key(words.of("help.key.help"), "F1", words));
        rows.add(key(words.of("help.key.close"), "Esc", words));
        rows.add(new HelpRow.Paragraph(words.of("help.never")));
        rows.add(new HelpRow.Heading(words.of("help.states")));
        for (StateMark mark : StateMark.values()) {
            String word = words.of("mark.", mark);
            String meaning = words.of("help.state.", mark);
            rows.add(new HelpRow.State(mark, word, meaning, words.of("row.two", word, meaning)));
        }
        return List.copyOf(rows);
    }

    private static HelpRow key(String does, String keys, Words words) {
        return new HelpRow.Key(does, keys, words.of("row.two", does, keys));
    }
}
