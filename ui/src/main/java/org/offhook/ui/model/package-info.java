/**
 * What each part of the window says, worked out from a snapshot and the time: records without controls, so that they are tested
 * without a toolkit. The views only put them on screen.
 */
package org.offhook.ui.model;
