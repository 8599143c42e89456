/** Moments worth measuring, for {@code ./bench}: when the phone was registered, shown, asked to dial. */
package org.offhook.desktop.timeline;
