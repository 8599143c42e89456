/** What an administrator sets up once: campaigns with their dialling rules, pause codes, dispositions, caller-ID aliases. */
package org.offhook.campaign.setup;
