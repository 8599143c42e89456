/** What the desk needs from the world, as interfaces that the desktop implements. None of them may block the loop. */
package org.offhook.agent.port;
