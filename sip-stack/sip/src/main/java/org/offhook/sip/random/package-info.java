/** Random identifiers: tags, branches, Call-IDs and client nonces. */
@NullMarked
package org.offhook.sip.random;

import org.jspecify.annotations.NullMarked;
