/** {@code offhook demo}: plays the main job by itself and checks with its own ears and eyes that it happened. */
package org.offhook.desktop.demo;
