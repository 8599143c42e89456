package org.offhook.ui.help;

import org.offhook.ui.model.StateMark;

/** One row of the help. */
public sealed interface HelpRow {
    /** What a screen reader says. */
    String spoken();

    record Heading(String text) implements HelpRow {
        @Override
        public String spoken() {
            return text;
        }
    }

    record Paragraph(String text) implements HelpRow {
        @Override
        public String spoken() {
            return text;
        }
    }

    /**
     * A key and what it does.
     *
     * @param keys as it reads on the keyboard: "Ctrl+Shift+A"
     */
    record Key(String does, String keys, String spoken) implements HelpRow {}

    /** A shape of the state bar and what it means. */
    record State(StateMark mark, String word, String meaning, String spoken) implements HelpRow {}
}
