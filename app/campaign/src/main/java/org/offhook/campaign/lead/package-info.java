/** Leads: how they are added, found, handed out and changed. */
package org.offhook.campaign.lead;
