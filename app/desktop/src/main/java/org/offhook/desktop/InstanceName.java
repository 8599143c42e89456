package org.offhook.desktop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.offhook.desktop.settings.DataDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The name of this phone that stays through restarts and changes of address (RFC 5626 §4.1): a random UUID in the data directory. */
final class InstanceName {
    private static final Logger LOG = LoggerFactory.getLogger(InstanceName.class);
    private static final String FILE = "instance-id";

    private InstanceName() {}

    /** {@code urn:uuid:}; a new one where none is kept, for this start alone where none can be. */
    static String of(DataDirectory directory) {
        Path file = directory.file(FILE);
        try {
            if (Files.exists(file)) {
                return urn(UUID.fromString(Files.readString(file).strip()));
            }
        } catch (IOException | IllegalArgumentException unreadable) {
            LOG.warn("the name of this phone cannot be read and is made anew");
        }
        UUID name = UUID.randomUUID();
        if (directory.writable()) {
            try {
                Files.writeString(file, name.toString());
            } catch (IOException unkept) {
                LOG.warn(
                        "the name of this phone is not kept: {}",
                        unkept.getClass().getSimpleName());
            }
        }
        return urn(name);
    }

    private static String urn(UUID name) {
        return "urn:uuid:" + name;
    }
}
