/** What may be dialled and how it is written: the rules of the manual dial that need no list and no clock. Pure. */
package org.offhook.campaign.number;
