/** The program's log: one bounded file in the data directory. */
package org.offhook.desktop.log;
