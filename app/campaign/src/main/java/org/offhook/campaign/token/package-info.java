/** Header tokens of API callers that have no user name. */
package org.offhook.campaign.token;
