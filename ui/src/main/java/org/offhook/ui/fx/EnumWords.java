package org.offhook.ui.fx;

import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.offhook.ui.text.Words;

/** Shows constants in a list by their words in the bundle. */
public final class EnumWords<E extends Enum<E>> extends StringConverter<E> {
    private final Words words;
    private final String prefix;

    /** @param prefix of the keys; the constants' names follow it */
    public EnumWords(Words words, String prefix) {
        this.words = words;
        this.prefix = prefix;
    }

    @Override
    public String toString(@Nullable E constant) {
        return constant == null ? "" : words.of(prefix, constant);
    }

    @Override
    public E fromString(String text) {
        throw new UnsupportedOperationException("the list is not editable");
    }
}
