/** The program: command line, settings, secrets, single instance, the wiring of every room, the demo. */
package org.offhook.desktop;
