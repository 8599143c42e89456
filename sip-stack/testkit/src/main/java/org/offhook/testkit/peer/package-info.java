/**
 * Real programs of other projects, started for a test and ended with it: Kamailio, Asterisk, sipp, baresip.
 * They listen on ports the system chose, on loopback or in a network namespace of their own, and keep their
 * logs below {@code target/peers}.
 */
package org.offhook.testkit.peer;
