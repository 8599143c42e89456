/**
 * Leads in from and out to CSV files (RFC 4180): which column is which field, what a row becomes, how far an import has come. Files and
 * terminals are the business of whoever asks; the store is reached through its ports.
 */
package org.offhook.campaign.transfer;
