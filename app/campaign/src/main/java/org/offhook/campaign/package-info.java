/** The campaign's own rules, free of clocks and stores: how a number is read, what may be dialled. Pure. */
package org.offhook.campaign;
