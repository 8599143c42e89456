/** What the statements need of a database: units of work, and the few things the two dialects do differently. */
package org.offhook.store.database;
