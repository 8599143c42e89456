package org.offhook.bridge.profile.elisioncrm;

/** What the CRM is answered, with HTTP 200. */
public sealed interface CrmAnswer {
    String body();

    /** A line such as {@code SUCCESS: …}; {@code text/plain}. */
    record Line(String body) implements CrmAnswer {}

    /** {@code application/json}. */
    record Json(String body) implements CrmAnswer {}
}
