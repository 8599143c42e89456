/**
 * What an administrator may change and what makes an entry a good one: the same for the command line, the APIs and the window. The rules are
 * pure; the work goes through the store's ports and looks the administrator up again each time.
 */
package org.offhook.campaign.admin;
