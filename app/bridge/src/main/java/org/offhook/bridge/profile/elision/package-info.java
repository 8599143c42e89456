/** The two Elision documents that take leads and clicks: elision-api-1.1 (July 2018) and elision-click-to-call-1.0 (December 2018). */
package org.offhook.bridge.profile.elision;
