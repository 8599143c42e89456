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

    static String sentence(Throwable thrown, Words words) {
        return switch (thrown) {
            case ChangeRefused refused ->
                refused.fault()
                        .map(fault -> words.of("admin.fault.", fault))
                        .orElseGet(() -> words.of("admin.refused.", refused.reason()));
            case StoreException failure -> coded(StoreErrors.codeOf(failure), words);
            case UncheckedIOException _ -> coded(ErrorCode.FILE_UNUSABLE, words);
            default -> coded(ErrorCode.INTERNAL, words); // a fault of ours, whatever it is
        };
    }

    private static String coded(ErrorCode error, Words words) {
        return words.of("admin.coded", words.sentence(error), error.code());
    }
}
