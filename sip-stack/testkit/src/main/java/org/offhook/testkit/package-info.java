/** What tests share: virtual time, scripted SIP peers, real peers, a guard on logs. */
package org.offhook.testkit;
