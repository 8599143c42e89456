/** Doubles of the phone's ports and a phone that runs in virtual time. For tests of every room that talks to the core. */
package org.offhook.testkit.core;
