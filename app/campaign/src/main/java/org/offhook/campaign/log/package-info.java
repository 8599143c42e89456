/** The call log: every call with its outcome and its disposition. */
package org.offhook.campaign.log;
