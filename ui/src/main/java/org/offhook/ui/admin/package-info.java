/**
 * The administration's pages, for users of level 8 and above: lists of what is set up, forms with the faults at their fields, leads and
 * calls in from and out to files. Work goes through {@link org.offhook.campaign.admin.AdministrationPort}, never on the JavaFX thread.
 */
package org.offhook.ui.admin;
