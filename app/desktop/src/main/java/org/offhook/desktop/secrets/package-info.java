/**
 * Where passwords are kept: the operating system's key store where there is one, else an encrypted file. What each protects against
 * stands in {@code docs/settings.md}.
 */
package org.offhook.desktop.secrets;
