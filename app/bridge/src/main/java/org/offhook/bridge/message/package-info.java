/**
 * The words of {@code crm-message}: reading a message without trusting it, what it asks for, and how it is answered. Pure: knows
 * neither sockets nor who sent it.
 */
package org.offhook.bridge.message;
