package org.offhook.campaign.lead;

/** The statuses of a lead that the dialer itself sets; all others are codes of dispositions. */
public final class LeadStatus {
    /** Never dialled; handed out by {@code MANUALNEXT}. */
    public static final String NEW = "NEW";
    /** Handed out to an agent. */
    public static final String QUEUE = "QUEUE";
    /** On the line. */
    public static final String IN_CALL = "INCALL";

    /** Called, and nobody noted how it went. */
    public static final String NO_RESULT = "NORES";

    private LeadStatus() {}
}
