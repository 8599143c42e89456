/** Speech codecs behind two small interfaces, and the noise that stands for silence. */
@NullMarked
package org.offhook.rtp.codec;

import org.jspecify.annotations.NullMarked;
