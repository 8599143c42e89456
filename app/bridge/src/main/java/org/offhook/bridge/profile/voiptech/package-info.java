/**
 * {@code /API/dialup.php} (voiptech-click2call): two-leg calls now or in the future, answered in four formats. The document leaves the bodies
 * open; docs/protocols.md has ours.
 */
package org.offhook.bridge.profile.voiptech;
