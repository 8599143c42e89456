/** Numbers that must not be called, for the whole system or for one campaign. */
package org.offhook.campaign.dnc;
