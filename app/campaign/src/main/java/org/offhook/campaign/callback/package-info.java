/** Calls somebody promised to make at a certain time. */
package org.offhook.campaign.callback;
