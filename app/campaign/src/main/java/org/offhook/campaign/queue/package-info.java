/** The manual-dial queue: what CRM and agents want dialled, claimed before it is dialled. */
package org.offhook.campaign.queue;
