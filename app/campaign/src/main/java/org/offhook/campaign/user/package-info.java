/** Who may use the dialer: users with level and rights, their groups, and the port that keeps them. */
package org.offhook.campaign.user;
