package org.offhook.bridge.http;

/** How fast whom messages may come from, whatever they ask. */
@FunctionalInterface
interface Paces {
    MessageClerk.Pace of(boolean program);
}
