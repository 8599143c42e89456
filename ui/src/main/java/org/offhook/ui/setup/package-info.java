/** First run and log-in: which exchange the phone uses, and who sits at it. */
package org.offhook.ui.setup;
