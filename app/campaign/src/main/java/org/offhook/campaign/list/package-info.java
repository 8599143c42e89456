/** Lists of leads and the custom form a list may have. */
package org.offhook.campaign.list;
