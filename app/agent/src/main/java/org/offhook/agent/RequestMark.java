package org.offhook.agent;

/**
 * The asker's own key of a request, by which a repeat is told from a second wish.
 *
 * @param door who asked: a page's origin, or the name of another way in; keys of two doors never meet
 * @param id chosen by the asker, at most 128 characters
 */
public record RequestMark(String door, String id) {}
