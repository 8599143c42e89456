/** A look into the tables of a Vtiger, which is another program's database; it has SQL in common with the store, and nothing else. */
package org.offhook.store.vtiger;
