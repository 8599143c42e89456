/** Settings: account, audio, CRM pages, look. Every change counts at once. */
package org.offhook.ui.settings;
