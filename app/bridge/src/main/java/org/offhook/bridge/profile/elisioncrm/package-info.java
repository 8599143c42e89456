/**
 * The functions of {@code /dialer/elision_api.php}: a CRM keeps users and lists, and hands leads over (elision-crm-integration-1.0,
 * chapters 1 to 3). Its JavaScript functions are {@code crm-message}.
 */
package org.offhook.bridge.profile.elisioncrm;
