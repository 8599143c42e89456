/** The sentences of the error catalogue, read when something has gone wrong. */
package org.offhook.desktop.error;
