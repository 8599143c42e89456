/**
 * What the program was told: documented defaults, {@code settings.json} of the data directory, and overrides of one start. Every
 * fault is listed with its key; a faulty entry counts as absent, so that a slip of the pen never keeps the phone from starting.
 */
package org.offhook.desktop.settings;
