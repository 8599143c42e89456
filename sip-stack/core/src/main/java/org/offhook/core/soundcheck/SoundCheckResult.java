package org.offhook.core.soundcheck;

import java.util.Optional;
import org.offhook.core.error.ErrorCode;

/**
 * What a recorder loop found.
 *
 * @param error what to tell the agent, where it is not well
 */
public record SoundCheckResult(SoundCheckVerdict verdict, Optional<ErrorCode> error) {

    static SoundCheckResult of(SoundCheckVerdict verdict) {
        return new SoundCheckResult(
                verdict,
                switch (verdict) {
                    case NOTHING -> Optional.of(ErrorCode.MICROPHONE_SILENT);
                    case TOO_LOUD -> Optional.of(ErrorCode.MICROPHONE_TOO_LOUD);
                    case WAITING, WELL, TOO_QUIET -> Optional.empty();
                });
    }

    static SoundCheckResult without(ErrorCode device) {
        return new SoundCheckResult(SoundCheckVerdict.NOTHING, Optional.of(device));
    }
}
