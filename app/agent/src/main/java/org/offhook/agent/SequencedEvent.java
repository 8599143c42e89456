package org.offhook.agent;

import java.time.Instant;

/**
 * An event with its place in the stream.
 *
 * @param stream one id per process
 * @param seq 1, 2, 3 … without gaps within the stream
 */
public record SequencedEvent(String stream, long seq, Instant at, AgentEvent event) {}
