/** Passwords and secrets: Argon2id hashes, verified credentials of the last minute, attempts, the phone secrets' cipher. */
package org.offhook.store.credential;
