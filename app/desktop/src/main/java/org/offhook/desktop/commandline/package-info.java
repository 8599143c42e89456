/** What can be typed: starting the phone, and commands to the one that runs. */
package org.offhook.desktop.commandline;
