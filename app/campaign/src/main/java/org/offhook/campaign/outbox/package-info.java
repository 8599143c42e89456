/** Notices to other systems, stored in the transaction they tell of and delivered afterwards. */
package org.offhook.campaign.outbox;
