package org.offhook.desktop.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.offhook.campaign.admin.AdminKind;
import org.offhook.campaign.admin.AuditPort;
import org.offhook.desktop.settings.DataDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who changed what: one line a change in the program's log, under a name of its own so that it can be found. */
public final class AuditLog implements AuditPort {
    private static final Logger LOG = LoggerFactory.getLogger("org.offhook.audit");

    @Override
    public void changed(String who, AdminKind kind, Action action, String id) {
        LOG.info("{} {} {} {}", who, action, kind, id);
    }

    /** The same line of a program that keeps no log of its own. */
    public static String line(String who, Enum<?> kind, Action action, String id) {
        String now = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                OffsetDateTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.MILLIS));
        return now + " [admin] INFO audit - " + who + ' ' + action + ' ' + kind + ' ' + id;
    }

    /**
     * Adds a line to the log of a data directory, whose phone may be running and writing to it: whole lines at the end, and the file is turned
     * over by the phone alone.
     *
     * @return false when it cannot be written
     */
    public static boolean append(DataDirectory directory, String line) {
        if (!directory.writable()) {
            return false;
        }
        try {
            Files.write(
                    directory.file(Logging.FILE),
                    (line + System.lineSeparator()).getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
