package org.offhook.desktop.settings;

import org.offhook.core.error.ErrorCode;

/**
 * One thing that is wrong with what the program was told.
 *
 * @param error {@code OH-101} as a rule
 * @param detail for whoever wrote it: the key and what was expected, never the value (it might be a password in the wrong place)
 */
public record SettingFault(ErrorCode error, String detail) {
    static SettingFault of(String detail) {
        return new SettingFault(ErrorCode.CONFIGURATION_INVALID, detail);
    }
}
