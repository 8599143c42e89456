/** What tests of every room share and that knows no room, so that the pure rooms can use it too: seeds, trials, tables, allocation. */
package org.offhook.testkit.base;
