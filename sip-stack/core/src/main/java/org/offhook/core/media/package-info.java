/** What the phone wants the media path to do, as immutable values: codecs, directions, the plan of a call, statistics. */
package org.offhook.core.media;
