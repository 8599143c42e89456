/** One running phone for each data directory, and how a second start or a subcommand finds and speaks to it. */
package org.offhook.desktop.instance;
