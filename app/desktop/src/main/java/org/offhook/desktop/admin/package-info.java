/**
 * {@code offhook admin}: what an administrator sets up in the dialer's store, from a terminal or a script. Works on the store itself, also
 * beside a running phone. Who may read the data directory, or knows the server's password, is the administrator.
 */
package org.offhook.desktop.admin;
