/** What a campaign forbids at the moment of dialling, decided from facts. */
package org.offhook.campaign.filter;
