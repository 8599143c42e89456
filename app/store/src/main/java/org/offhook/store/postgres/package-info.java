/** PostgreSQL: pooled connections, one transaction a unit of work, retried only where that is safe. */
package org.offhook.store.postgres;
