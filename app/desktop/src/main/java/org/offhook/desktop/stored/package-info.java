/** What the phone remembers from one start to the next: its account, the pages it was paired with, the window's place. */
package org.offhook.desktop.stored;
