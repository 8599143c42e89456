/** What far ends say and what they hear: made-up speech, tones, echo, and the ear that tells frequencies apart. */
package org.offhook.practice.sound;
