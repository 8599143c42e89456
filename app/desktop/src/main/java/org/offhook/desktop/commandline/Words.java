package org.offhook.desktop.commandline;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What may stand in an argument. It is looked at here, because the running phone would answer a person as it answers a CRM. */
final class Words {
    private Words() {}

    private static String filled(String typed) {
        if (typed.isBlank()) {
            throw new TypeConversionException("it is empty");
        }
        return typed;
    }

    private static String oneOf(List<String> words, String typed) {
        if (!words.contains(typed.toLowerCase(Locale.ROOT))) {
            throw new TypeConversionException("it is none of " + String.join(", ", words));
        }
        return typed;
    }

    /** An empty name, such as a script's variable that was never set, would mean the folder one happens to be in. */
    static final class Folder implements ITypeConverter<Path> {
        @Override
        public Path convert(String name) {
            try {
                return Path.of(filled(name));
            } catch (InvalidPathException e) {
                throw new TypeConversionException("it cannot be a folder's name");
            }
        }
    }

    /** Whether it can be dialled is the phone's to say. */
    static final class Dialled implements ITypeConverter<String> {
        @Override
        public String convert(String number) {
            return filled(number);
        }
    }

    /** Why a call is refused. */
    static final class Cause implements ITypeConverter<String> {
        @Override
        public String convert(String cause) {
            return oneOf(List.of("busy", "declined", "unavailable"), cause);
        }
    }

    /** What becomes of a recording. */
    static final class Order implements ITypeConverter<String> {
        @Override
        public String convert(String order) {
            return oneOf(List.of("start", "pause", "resume", "stop"), order);
        }
    }
}
