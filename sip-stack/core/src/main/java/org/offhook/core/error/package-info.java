/** The catalogue of everything that can go wrong: stable codes that a person can quote. Texts live in the message bundle. */
package org.offhook.core.error;
