/** Transfer to and from files of this machine: what a terminal and the window share of it. Blocks on disk and store. */
package org.offhook.campaign.transfer.file;
