/** The call on screen: its card with meters, tiles and keypad, the card of an incoming call, and the banner that shares its place. */
package org.offhook.ui.call;
