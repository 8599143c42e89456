package org.offhook.ui.admin;

import java.io.UncheckedIOException;
import org.offhook.agent.port.StoreErrors;
import org.offhook.campaign.admin.ChangeRefused;
import org.offhook.campaign.store.StoreException;
import org.offhook.core.error.ErrorCode;
import org.offhook.ui.text.Words;

/** What went wrong, in a sentence for the page it was asked on. */
final class Troubles {
    private Troubles() {}

    /** With the code that an administrator can look up. */
    static String sentence(Throwable thrown, Words words) {
        return switch (thrown) {
            case ChangeRefused refused -> coded(atField(refused, words), codeOf(refused.reason()), words);
            case StoreException failure -> coded(StoreErrors.codeOf(failure), words);
            case UncheckedIOException _ -> coded(ErrorCode.FILE_UNUSABLE, words);
            default -> coded(ErrorCode.INTERNAL, words); // a fault of ours, whatever it is
        };
    }

    /** The sentence alone: at a field it is plain what is meant. */
    static String atField(ChangeRefused refused, Words words) {
        return refused.fault()
                .map(fault -> words.of("admin.fault.", fault))
                .orElseGet(() -> words.of("admin.refused.", refused.reason()));
    }

    private static ErrorCode codeOf(ChangeRefused.Reason reason) {
        return switch (reason) {
            case NOT_ADMINISTRATOR, RIGHT_MISSING, LEVEL_TOO_HIGH, YOURSELF -> ErrorCode.RIGHT_MISSING;
            case TAKEN -> ErrorCode.STORED_ALREADY;
            case GONE, NO_SUCH_USER, NO_SUCH_GROUP, NO_SUCH_CAMPAIGN, NO_SUCH_LIST -> ErrorCode.NOT_STORED;
            case CHANGED, NO_LONGER_WAITS -> ErrorCode.ENTRY_CHANGED;
            case NOT_VALID -> ErrorCode.STORE_REFUSED;
        };
    }

    private static String coded(ErrorCode error, Words words) {
        return coded(words.sentence(error), error, words);
    }

    private static String coded(String sentence, ErrorCode error, Words words) {
        return words.of("admin.coded", sentence, error.code());
    }
}
