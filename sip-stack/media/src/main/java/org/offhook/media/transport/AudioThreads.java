package org.offhook.media.transport;

/** Makes the threads that must not be late. */
final class AudioThreads {

    private AudioThreads() {}

    @SuppressWarnings(
            "ThreadPriorityCheck") // correctness does not hang on it; Windows and macOS do wake such threads sooner
    static Thread start(String name, Runnable body) {
        Thread thread = Thread.ofPlatform()
                .daemon()
                .name(name)
                .priority(Thread.MAX_PRIORITY)
                .unstarted(body);
        thread.start();
        return thread;
    }
}
