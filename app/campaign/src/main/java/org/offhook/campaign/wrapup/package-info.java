/** Wrap-ups that are not saved yet: what an agent has noted about a call so far. */
package org.offhook.campaign.wrapup;
