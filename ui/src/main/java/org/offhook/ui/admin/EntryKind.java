package org.offhook.ui.admin;

import java.util.List;
import java.util.Optional;
import org.offhook.campaign.admin.AdminKind;
import org.offhook.campaign.admin.Administration;
import org.offhook.campaign.admin.EntryFault;

/**
 * One kind of entry, for the pages that list and change them. What works on the store is called on its thread, the rest on the JavaFX
 * thread.
 */
interface EntryKind<T> {
    AdminKind kind();

    List<T> read(Administration administration);

    Row row(T entry);

    /** @param before absent for a new one */
    EntryForm<T> form(Optional<T> before, Choices choices, FormFields fields);

    List<EntryFault> faults(T entry);

    void save(Administration administration, Optional<T> before, T after);

    /** Whether an entry that is there can be changed. */
    default boolean changes() {
        return true;
    }

    /** What can be done with an entry besides changing it; empty for nothing. */
    default Optional<Ending<T>> ending(T entry) {
        return Optional.empty();
    }

    /** What would be lost by this change, as a sentence; empty for nothing. */
    default String loss(T before, T after) {
        return "";
    }

    /**
     * How an entry is listed.
     *
     * @param second more about it
     * @param mark at the end, such as that it is switched off; may be empty
     */
    record Row(String title, String second, String mark) {}

    /** What a person has entered. */
    interface EntryForm<T> {
        /** The entry; empty after it was said at a field why there is none. */
        Optional<T> entered();

        /** Runs when the entry was added, with the page closed already; for what is shown once. */
        default void added(T entry) {}

        /** Adds it, where more is needed than the entry itself. */
        default Optional<Adding> adding(T entry) {
            return Optional.empty();
        }
    }

    /** Adds an entry with what does not belong to it, such as its password. */
    @FunctionalInterface
    interface Adding {
        void to(Administration administration);
    }

    /** Takes an entry out of use. */
    sealed interface Ending<T> {
        /** Can be undone: it is done at once, with Undo offered. */
        record Switch<T>(T switched, boolean on) implements Ending<T> {}

        /**
         * Cannot be undone: it is asked first.
         *
         * @param question what will be, as a sentence
         */
        record Loss<T>(String verb, String question, Removing<T> work) implements Ending<T> {}
    }

    /** Takes an entry away. */
    @FunctionalInterface
    interface Removing<T> {
        void from(Administration administration, T entry);
    }
}
