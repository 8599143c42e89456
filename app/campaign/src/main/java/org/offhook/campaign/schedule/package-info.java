/** Future calls: dialled at a wall-clock time, retried only when nobody answered, never twice. */
package org.offhook.campaign.schedule;
