package org.offhook.store;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.offhook.campaign.callback.CallbackStorePort;
import org.offhook.campaign.dnc.DncStorePort;
import org.offhook.campaign.idempotency.IdempotencyStorePort;
import org.offhook.campaign.lead.LeadStorePort;
import org.offhook.campaign.list.ListStorePort;
import org.offhook.campaign.log.CallLogStorePort;
import org.offhook.campaign.outbox.OutboxStorePort;
import org.offhook.campaign.queue.DialQueueStorePort;
import org.offhook.campaign.schedule.FutureCallStorePort;
import org.offhook.campaign.session.SessionStorePort;
import org.offhook.campaign.setup.SetupStorePort;
import org.offhook.campaign.store.DialerStorePort;
import org.offhook.campaign.store.StoreException;
import org.offhook.campaign.store.StorePorts;
import org.offhook.campaign.token.TokenStorePort;
import org.offhook.campaign.user.UserStorePort;
import org.offhook.campaign.wrapup.WrapUpStorePort;
import org.offhook.store.copy.CopiedTable;
import org.offhook.store.copy.StoreCopy;
import org.offhook.store.credential.Credentials;
import org.offhook.store.credential.SecretCipher;
import org.offhook.store.database.BoundDatabase;
import org.offhook.store.database.Database;
import org.offhook.store.database.OpenDatabase;
import org.offhook.store.postgres.PostgresDatabase;
import org.offhook.store.sql.SqlPorts;
import org.offhook.store.sqlite.SqliteDatabase;

/** The dialer's store, open. */
public final class Store implements DialerStorePort {
    private final OpenDatabase database;
    private final Function<Database, StorePorts> portsOn;
    private final StorePorts ports;

    private Store(OpenDatabase database, Function<Database, StorePorts> portsOn) {
        this.database = database;
        this.portsOn = portsOn;
        this.ports = portsOn.apply(database);
    }

    /** Opens a store with everything as usual; see {@link #open(StoreAddress, StoreOptions)}. */
    public static Store open(StoreAddress address) {
        return open(address, StoreOptions.DEFAULT);
    }

    /**
     * Opens a store, makes it where there is none, and brings its schema up to date. Blocks.
     *
     * @throws StoreException when it is not there, takes no writes, is damaged or newer than this program
     */
    public static Store open(StoreAddress address, StoreOptions options) {
        Credentials credentials = new Credentials(options.passwordCost(), System::nanoTime);
        var cipher = options.key().map(SecretCipher::new);
        Function<Database, StorePorts> portsOn = database -> SqlPorts.on(database, credentials, cipher);
        return switch (address) {
            case StoreAddress.SqliteFile(var file) ->
                new Store(
                        new SqliteDatabase(file, options.clock().orElse(InstantSource.system()), options.mostKib()),
                        portsOn);
            case StoreAddress.PostgresServer(var url, var user, var password) ->
                new Store(
                        new PostgresDatabase(url, user, password.reveal(), options.clock(), options.connections()),
                        portsOn);
        };
    }

    /**
     * Copies everything of this store into {@code target}, which must be empty, and compares both before anything is kept.
     *
     * <p>Phone secrets go along as they are: the target is opened with the same key. Sessions and leases go along too; whoever used this store
     * ends first.
     *
     * @param progress told after each table
     * @throws StoreException when the target is not empty, or what arrived is not what was sent
     */
    public List<CopiedTable> copyTo(Store target, Consumer<CopiedTable> progress) {
        return StoreCopy.copy(database, target.database, progress);
    }

    @Override
    public <T> T transact(Function<StorePorts, T> work) {
        return database.write(handle -> work.apply(bound(handle)));
    }

    @Override
    public <T> T transactAlone(Function<StorePorts, T> work) {
        return database.write(handle -> {
            database.dialect().oneAtATime(handle, "setup");
            return work.apply(bound(handle));
        });
    }

    private StorePorts bound(Handle handle) {
        return portsOn.apply(new BoundDatabase(handle, database.dialect()));
    }

    @Override
    public void ping() {
        database.read(
                handle -> handle.createQuery("SELECT 1").mapTo(Integer.class).one());
    }

    @Override
    public void close() {
        database.close();
    }

    @Override
    public UserStorePort users() {
        return ports.users();
    }

    @Override
    public SetupStorePort setup() {
        return ports.setup();
    }

    @Override
    public ListStorePort lists() {
        return ports.lists();
    }

    @Override
    public LeadStorePort leads() {
        return ports.leads();
    }

    @Override
    public DncStorePort dnc() {
        return ports.dnc();
    }

    @Override
    public CallbackStorePort callbacks() {
        return ports.callbacks();
    }

    @Override
    public CallLogStorePort callLog() {
        return ports.callLog();
    }

    @Override
    public DialQueueStorePort dialQueue() {
        return ports.dialQueue();
    }

    @Override
    public FutureCallStorePort futureCalls() {
        return ports.futureCalls();
    }

    @Override
    public TokenStorePort tokens() {
        return ports.tokens();
    }

    @Override
    public SessionStorePort sessions() {
        return ports.sessions();
    }

    @Override
    public OutboxStorePort outbox() {
        return ports.outbox();
    }

    @Override
    public IdempotencyStorePort idempotency() {
        return ports.idempotency();
    }

    @Override
    public WrapUpStorePort wrapUps() {
        return ports.wrapUps();
    }
}
