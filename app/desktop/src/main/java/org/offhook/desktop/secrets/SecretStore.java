package org.offhook.desktop.secrets;

import java.io.IOException;
import java.util.Optional;
import org.offhook.core.account.Secret;

/** Keeps passwords by name. May block for seconds: never called on the loop or before the phone registers without need. */
public interface SecretStore {
    /** @throws IOException when the store cannot be asked; an unknown name is an empty answer */
    Optional<Secret> find(String name) throws IOException;

    /** Durable when it returns. */
    void keep(String name, Secret secret) throws IOException;

    /** Forgetting what is not there is no fault. */
    void forget(String name) throws IOException;
}
