/** The agent's desk on the phone's loop: runs the agent's machines there, keeps snapshot, event stream, faults and call log. */
package org.offhook.agent.desk;
