/**
 * {@code clickToDialWithToken} of {@code /ameyowebaccess/command} (ameyo-click-to-dial-1.0): header tokens, and an answer that waits until
 * the customer has answered or the call has failed.
 */
package org.offhook.bridge.profile.ameyo;
