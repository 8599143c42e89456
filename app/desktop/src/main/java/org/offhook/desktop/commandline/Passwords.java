package org.offhook.desktop.commandline;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.offhook.core.account.Secret;

/**
 * Asks for passwords without showing them; where stdin is no terminal, its lines are the answers. Passwords are never arguments: every
 * process of the machine can read those.
 */
public final class Passwords {
    private final BufferedReader lines;

    public Passwords(InputStream in) {
        this.lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    /** An end of input is an empty password. */
    @SuppressWarnings("SystemConsoleNull") // since JDK 25 it is null again without a terminal
    public Secret ask(String question) throws IOException {
        java.io.Console terminal = System.console();
        if (terminal != null && terminal.isTerminal()) {
            char[] typed = terminal.readPassword("%s: ", question);
            return Secret.of(typed == null ? "" : new String(typed));
        }
        String line = lines.readLine();
        return Secret.of(line == null ? "" : line);
    }

    /** A shown answer; where stdin is no terminal, its next line. Empty at the end of input. */
    @SuppressWarnings("SystemConsoleNull") // as above
    public Optional<String> line(String question) throws IOException {
        java.io.Console terminal = System.console();
        return Optional.ofNullable(
                terminal != null && terminal.isTerminal() ? terminal.readLine("%s", question) : lines.readLine());
    }
}
