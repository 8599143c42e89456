/** Which node owns which agent: leases and fencing tokens. */
package org.offhook.campaign.session;
