/**
 * Session descriptions of the far ends (RFC 8866, RFC 3264). On purpose not the phone's own offer/answer code: a mistake shared by
 * both sides would prove nothing.
 */
package org.offhook.practice.session;
