package org.offhook.desktop.admin;

/** What only the command line administers; the rest is {@link org.offhook.campaign.admin.AdminKind}. */
enum OfficeKind {
    QUEUE_ENTRY,
    STORE
}
