package org.offhook.practice;

/**
 * A number worth dialling, as data for the window, the command line and the manual.
 *
 * @param number to dial
 * @param title who answers, in a few words
 * @param what happens, in a sentence
 * @param toneHertz frequency by which this far end is recognised in the caller's ear; 0 when it has none
 */
public record PracticeNumber(String number, String title, String what, int toneHertz) {}
