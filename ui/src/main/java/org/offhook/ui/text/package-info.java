/** Words, numbers and times as a person reads them. No toolkit, no state. */
package org.offhook.ui.text;
