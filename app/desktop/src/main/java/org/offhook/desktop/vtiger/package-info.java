/** Events of a Vtiger calendar, for requests with {@code vtiger_callback=YES}: looked up by HTTP or in Vtiger's database. */
package org.offhook.desktop.vtiger;
