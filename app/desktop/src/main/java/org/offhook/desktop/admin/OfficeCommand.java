package org.offhook.desktop.admin;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.offhook.store.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that works on the store. */
@Command(mixinStandardHelpOptions = true, sortOptions = false, usageHelpAutoWidth = true)
abstract class OfficeCommand implements Callable<Integer> {
    private final Office office;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    OfficeCommand(Office office) {
        this.office = office;
    }

    final Office office() {
        return office;
    }

    /** What it is called, where one class serves for several. */
    Optional<String> verb() {
        return Optional.empty();
    }

    /** Does it; answers the exit code. */
    abstract int work(Store store) throws IOException;

    @Override
    public Integer call() {
        return office.onStore(spec.qualifiedName(), this::work);
    }
}
