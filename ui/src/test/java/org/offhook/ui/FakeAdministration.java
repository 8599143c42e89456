package org.offhook.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.offhook.campaign.admin.AdminRights;
import org.offhook.campaign.admin.Administration;
import org.offhook.campaign.admin.AdministrationPort;
import org.offhook.campaign.user.User;

/** The administration of a store in memory; a test can hold its answers back, let them fail, or give it a thread. */
public final class FakeAdministration implements AdministrationPort {
    private final FakeStore store = FakeStore.filled();
    private final List<String> audit = new CopyOnWriteArrayList<>();
    private final List<Runnable> held = new ArrayList<>();
    private boolean holding;
    private boolean onThread;
    private @Nullable RuntimeException failure;

    FakeStore store() {
        return store;
    }

    /** Who, what kind, what was done, to which: one line a change. */
    List<String> audit() {
        return List.copyOf(audit);
    }

    /** Nothing is answered until {@link #release}. */
    void hold() {
        holding = true;
    }

    void release() {
        holding = false;
        List.copyOf(held).forEach(Runnable::run);
        held.clear();
    }

    /** The next work fails with this. */
    void failNext(RuntimeException thrown) {
        failure = thrown;
    }

    /** Work runs on a thread of its own from now on. */
    void onThreadOfItsOwn() {
        onThread = true;
    }

    @Override
    public CompletionStage<Optional<User>> administrator(String userName) {
        return CompletableFuture.completedFuture(
                Optional.ofNullable(store.users.get(userName)).filter(AdminRights::mayAdminister));
    }

    @Override
    public <T> CompletionStage<T> ask(String userName, Function<Administration, T> work) {
        var answer = new CompletableFuture<T>();
        Runnable run = () -> run(userName, work, answer);
        if (holding) {
            held.add(run);
        } else if (onThread) {
            Thread.ofVirtual().start(run);
        } else {
            run.run();
        }
        return answer;
    }

    private <T> void run(String userName, Function<Administration, T> work, CompletableFuture<T> answer) {
        RuntimeException thrown = failure;
        failure = null;
        if (thrown != null) {
            answer.completeExceptionally(thrown);
            return;
        }
        try {
            answer.complete(work.apply(new Administration(
                    store.port(),
                    userName,
                    (who, kind, action, id) -> audit.add(who + " " + kind + " " + action + " " + id))));
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }
}
