/** Copies a whole store into an empty one, from SQLite to PostgreSQL or back, and proves by counts and digests that nothing was lost. */
@NullMarked
package org.offhook.store.copy;

import org.jspecify.annotations.NullMarked;
