/** Sound devices and echo, noise and gain processing: the only importer of the audio natives. */
package org.offhook.audio;
