package org.offhook.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who shares a transaction with whom, without a server: the first transaction stands still until the test lets it go. */
class SharedCommitsTest {
    private static final int UNITS = 6;

    private final Handle handle = Jdbi.open("jdbc:sqlite::memory:");
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());
    private boolean unreachable;

    private final SharedCommits commits = new SharedCommits(
            new SharedCommits.Transactions() {
                @Override
                public void together(Function<Handle, @Nullable Object> work) {
                    if (unreachable) {
                        throw new SharedCommits.NoConnection(new IllegalStateException("told to"));
                    }
                    Object _ = work.apply(handle);
                    done.add("commit");
                }

                @Override
                public @Nullable RuntimeException told(Throwable failure) {
                    return failure instanceof RuntimeException runtime ? runtime : null;
                }

                @Override
                public <T> T alone(Function<Handle, T> work) {
                    T answer = work.apply(handle);
                    done.add("alone");
                    return answer;
                }
            },
            1);

    @AfterEach
    void close() {
        handle.close();
    }

    private String first() {
        return commits.run(_ -> {
            begun.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return "first";
        });
    }

    /** Has {@code UNITS} wait behind the first, then lets them go. */
    private List<Future<String>> behindTheFirst(Function<Integer, String> unit) throws Exception {
        List<Future<String>> answers = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            answers.add(callers.submit(this::first));
            begun.await();
            for (int i = 0; i < UNITS; i++) {
                int number = i;
                answers.add(callers.submit(() -> commits.run(_ -> unit.apply(number))));
            }
            while (commits.waiting() < UNITS) {
                Thread.onSpinWait();
            }
            goOn.countDown();
        }
        return answers;
    }

    @Test
    void whatGathersWhileOneIsUnderWaySharesTheNext() throws Exception {
        List<Future<String>> answers = behindTheFirst(number -> "unit " + number);
        for (int i = 0; i < UNITS; i++) {
            assertThat(answers.get(i + 1).get()).isEqualTo("unit " + i);
        }
        assertThat(done).containsExactly("commit", "commit");
    }

    @Test
    void whereOneFailsEachRunsAgainByItselfAndOnlyThatOneIsToldSo() throws Exception {
        List<Future<String>> answers = behindTheFirst(number -> {
            if (number == 3) {
                throw new IllegalStateException("the fourth");
            }
            return "unit " + number;
        });
        for (int i = 0; i < UNITS; i++) {
            Future<String> answer = answers.get(i + 1);
            if (i == 3) {
                assertThatThrownBy(answer::get)
                        .isInstanceOf(ExecutionException.class)
                        .hasRootCauseMessage("the fourth");
            } else {
                assertThat(answer.get()).isEqualTo("unit " + i);
            }
        }
        assertThat(done).containsExactly("commit", "alone", "alone", "alone", "alone", "alone");
    }

    @Test
    void oneByItselfIsToldItsFailureAtOnceAndGivesItsPlaceBack() {
        assertThatThrownBy(() -> commits.run(_ -> {
                    throw new IllegalStateException("told to");
                }))
                .hasMessage("told to");
        assertThat(commits.<String>run(_ -> "next")).isEqualTo("next");
        assertThat(done).containsExactly("commit");
    }

    @Test
    void withoutADatabaseNobodyWaitsForAPlace() {
        unreachable = true;
        assertThat(commits.<String>run(_ -> "tried by itself")).isEqualTo("tried by itself");
        unreachable = false;
        assertThat(commits.<String>run(_ -> "shared again")).isEqualTo("shared again");
        assertThat(done).containsExactly("alone", "commit");
    }
}
