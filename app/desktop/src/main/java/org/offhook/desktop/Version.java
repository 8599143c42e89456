package org.offhook.desktop;

import java.util.Optional;

/** Which version this is: the jar's manifest knows; a class folder does not. */
final class Version {
    static final String TEXT = Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
            .orElse("development");

    private Version() {}
}
