package org.offhook.desktop;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentSnapshot.Setup;
import org.offhook.agent.desk.DeskPorts;
import org.offhook.agent.desk.LoopAgentDesk;
import org.offhook.agent.port.AccountStorePort;
import org.offhook.agent.port.CallLogPort;
import org.offhook.agent.port.NoWorkStore;
import org.offhook.agent.port.UserDirectoryPort;
import org.offhook.agent.port.WorkStorePort;
import org.offhook.agent.twoleg.TwoLegCallPort;
import org.offhook.audio.AudioDevices;
import org.offhook.campaign.admin.AdministrationPort;
import org.offhook.core.account.Account;
import org.offhook.core.account.AccountId;
import org.offhook.core.call.DigitWay;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.AudioChoice;
import org.offhook.core.phone.LoopClock;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.phone.PhoneLoop;
import org.offhook.core.phone.PhoneSettings;
import org.offhook.core.phone.RegistrationView;
import org.offhook.core.port.LevelSource;
import org.offhook.desktop.dialer.ProvisionedUsers;
import org.offhook.desktop.dialer.StoreAdministration;
import org.offhook.desktop.dialer.StoreHouse;
import org.offhook.desktop.dialer.StoreOpening;
import org.offhook.desktop.dialer.StoreWork;
import org.offhook.desktop.recording.RecordingHouse;
import org.offhook.desktop.secrets.EncryptedFileSecretStore;
import org.offhook.desktop.secrets.SecretStore;
import org.offhook.desktop.secrets.SystemSecretStore;
import org.offhook.desktop.settings.DataDirectory;
import org.offhook.desktop.settings.Settings;
import org.offhook.desktop.settings.SettingsFile;
import org.offhook.desktop.stored.ForgottenAccount;
import org.offhook.desktop.stored.StoredAccount;
import org.offhook.desktop.stored.StoredAudioChoice;
import org.offhook.desktop.stored.StoredCalls;
import org.offhook.desktop.stored.StoredContacts;
import org.offhook.desktop.stored.StoredPairings;
import org.offhook.desktop.twoleg.LegHouse;
import org.offhook.desktop.twoleg.SipLegs;
import org.offhook.desktop.users.ListedUsers;
import org.offhook.media.MediaEngine;
import org.offhook.media.PhoneMedia;
import org.offhook.media.RecordingRule;
import org.offhook.media.transport.PortRange;
import org.offhook.media.transport.StunServer;
import org.offhook.practice.HeardCall;
import org.offhook.practice.PracticeSettings;
import org.offhook.signalling.JainSignalling;
import org.offhook.signalling.SignallingSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The phone without window and bridge, wired by constructors: settings, secrets, signalling, media, loop, desk. */
final class WiredPhone implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WiredPhone.class);

    private final ScheduledExecutorService disk;
    private final LoopAgentDesk desk;
    private final PhoneMedia media;
    private final PracticeOnDemand practice;

    /**
     * What the demo and tests add to the product.
     *
     * @param recordings which calls to record
     * @param practice how the practice exchange behaves
     * @param heard told what its far ends hear
     * @param registering when the phone first registers
     */
    record Extras(
            RecordingRule recordings, PracticeSettings practice, Consumer<HeardCall> heard, Registering registering) {
        static final Extras NONE =
                new Extras(RecordingRule.NEVER, PracticeSettings.USUAL, heard -> {}, Registering.AT_START);
    }

    enum Registering {
        /** The account that is remembered, as soon as the loop runs. */
        AT_START,
        /** Not before somebody logs in. */
        AT_LOGIN
    }

    /** How long the window shows what the queue will dial. */
    private static final Duration COUNT_DOWN = Duration.ofSeconds(3);

    private final Optional<StoreHouse> store;
    private final Optional<StoreWork> work;
    private final Optional<StoreAdministration> administration;
    private final LegHouse legs;

    private WiredPhone(
            ScheduledExecutorService disk,
            LoopAgentDesk desk,
            PhoneMedia media,
            PracticeOnDemand practice,
            Optional<StoreHouse> store,
            Optional<StoreWork> work,
            Optional<StoreAdministration> administration,
            LegHouse legs) {
        this.store = store;
        this.work = work;
        this.administration = administration;
        this.legs = legs;
        this.disk = disk;
        this.desk = desk;
        this.media = media;
        this.practice = practice;
    }

    /**
     * Starts everything and returns as soon as the loop runs; registering goes on by itself.
     *
     * @param seen whether there is a window, in which an agent sees what the queue dials next
     * @param calm ends when the window stands: what a first call can do without waits until then
     */
    static WiredPhone start(
            Settings settings, DataDirectory directory, Extras extras, boolean seen, CompletionStage<?> calm) {
        ScheduledExecutorService disk = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("offhook-disk").factory());
        StoredAccount accounts = new StoredAccount(
                new SettingsFile(directory.file("settings.json")),
                new EncryptedFileSecretStore(directory.path()),
                systemSecrets(settings),
                disk);
        StoredPairings pairings = new StoredPairings(directory.file("pairings.json"), disk);
        PracticeOnDemand practice = new PracticeOnDemand(extras.practice(), extras.heard());
        StoredCalls calls = new StoredCalls(directory.file("calls.json"), disk);
        CallLogPort callLog =
                directory.writable() ? calls : call -> CompletableFuture.completedFuture(Optional.empty());
        StoredCalls.Loaded recent = calls.load();
        List<AccountId> withoutPassword = new ArrayList<>();
        Remembered remembered = Remembered.of(settings, accounts, pairings, recent.calls())
                .with(accounts.loadExtras(settings.further(), withoutPassword::add));

        SignallingSettings sip = SettingsApplied.signalling(settings, directory);
        JainSignalling signalling = new JainSignalling(
                directory.writable()
                        ? sip.withContacts(StoredContacts.load(directory.file("contacts.json"), disk))
                        : sip);
        MediaEngine engine = new MediaEngine(
                "offhook-media",
                new InetSocketAddress(0).getAddress(),
                new PortRange(settings.media().portFirst(), settings.media().portLast()),
                settings.media().stun().map(StunServer::at));
        AtomicReference<Supplier<String>> agent = new AtomicReference<>(() -> "");
        RecordingHouse recordings = RecordingHouse.of(
                settings,
                directory,
                systemSecrets(settings),
                () -> Objects.requireNonNull(agent.get()).get());
        disk.execute(recordings::completeLeft);
        PhoneMedia media = new PhoneMedia(
                engine,
                AudioDevices.fromSetting(settings.audio().device(), calm),
                signalling::localAddress,
                extras.recordings(),
                settings.media().terms(),
                recordings);
        media.warmUpAfter(calm);
        SecureRandom random = new SecureRandom();
        String stream = HexFormat.of().toHexDigits(random.nextLong());
        PhoneLoop loop = new PhoneLoop(
                signalling,
                media,
                PhoneSettings.of(random.nextLong())
                        .withLines(settings.call().lines())
                        .withWatch(WatchApplied.of(settings.lamps()))
                        .withDigitWay(DigitWay.valueOf(
                                settings.call().digits().replace('-', '_').toUpperCase(Locale.ROOT))),
                new LoopClock(),
                stream + "-");
        StoreOpening.Purpose purpose =
                settings.api().enabled() ? StoreOpening.Purpose.SERVER : StoreOpening.Purpose.DESK;
        Optional<StoreOpening> opening = StoreOpening.of(settings, directory, purpose);
        Optional<StoreHouse> store =
                opening.map(one -> new StoreHouse(() -> one.openFor(purpose), one::certainlyEmpty));
        Optional<StoreWork> work = store.map(house -> StoreWork.of(house, directory));
        ListedUsers listed = users(settings);
        Optional<ProvisionedUsers> provisioned = store.map(house -> new ProvisionedUsers(house, listed));
        AccountStorePort accountStore = directory.writable() ? accounts : new ForgottenAccount();
        LoopAgentDesk desk = LoopAgentDesk.create(
                loop,
                new DeskPorts(
                        provisioned.<UserDirectoryPort>map(users -> users).orElse(NOBODY),
                        accountStore,
                        pairings,
                        practice,
                        TlsLookout.of(settings),
                        callLog,
                        work.<WorkStorePort>map(found -> found).orElseGet(NoWorkStore::new)),
                SettingsApplied.desk(settings).withAutoDialWait(seen ? COUNT_DOWN : Duration.ZERO),
                remembered.start(),
                stream);
        agent.set(() -> desk.snapshot().agent().userName());
        loop.start();
        Optional<StoreAdministration> administration = opening.map(one -> new StoreAdministration(
                store.orElseThrow(),
                new StoreHouse(one::openWithKey, one::certainlyEmpty),
                provisioned.orElseThrow()::proved,
                () -> desk.snapshot().agent().userName()));
        LegHouse legs = LegHouse.of(
                signalling,
                engine,
                settings.twoLeg(),
                directory,
                stream + "-leg-",
                settings.media().terms(),
                recordings);
        WiredPhone phone = new WiredPhone(disk, desk, media, practice, store, work, administration, legs);
        store.ifPresentOrElse(
                house -> house.showFaultsAt(new StoreFaults(desk)),
                () -> desk.raiseFault(ErrorCode.CONFIGURATION_INVALID, "store.address"));
        phone.begin(settings, directory, remembered, extras.registering());
        recent.error().ifPresent(error -> desk.raiseFault(error, "calls.json"));
        withoutPassword.forEach(account -> desk.raiseFault(ErrorCode.SECRET_STORE_FAILED, account.name()));
        return phone;
    }

    /** Registers with what is remembered, and says what could not be had. */
    private void begin(Settings settings, DataDirectory directory, Remembered remembered, Registering registering) {
        AudioChoice sound = settings.audio().choice();
        desk.submit(new AgentCommand.Phone(new PhoneCommand.ChooseAudio(sound)))
                .thenRun(() -> desk.observe(
                        new StoredAudioChoice(new SettingsFile(directory.file("settings.json")), disk, sound)));
        directory.problem().ifPresent(problem -> desk.raiseFault(problem, "the data directory"));
        remembered.failure().ifPresent(failure -> {
            LOG.warn("{} {}", failure.error().code(), failure.detail());
            desk.raiseFault(failure.error(), failure.detail());
        });
        if (registering == Registering.AT_LOGIN) {
            return;
        }
        if (remembered.failure().isEmpty()) {
            remembered.start().account().ifPresent(this::connect);
        }
        if (remembered.start().setup() == Setup.PRACTICE_EXCHANGE) {
            practice.start().whenComplete((account, thrown) -> {
                if (thrown == null) {
                    connect(account);
                } else {
                    LOG.warn("the practice exchange did not start", thrown);
                    desk.raiseFault(ErrorCode.PRACTICE_EXCHANGE_FAILED, "");
                }
            });
        }
    }

    private void connect(Account account) {
        desk.submit(new AgentCommand.Phone(new PhoneCommand.ConnectAccount(account)));
    }

    private static Supplier<Optional<? extends SecretStore>> systemSecrets(Settings settings) {
        return settings.secretsUseSystem() ? SystemSecretStore::probe : Optional::empty;
    }

    private static ListedUsers users(Settings settings) {
        long faulty = ListedUsers.faulty(settings.users());
        if (faulty > 0) {
            LOG.warn(
                    "OH-101 users: {} of {} entries cannot be read; they let nobody in",
                    faulty,
                    settings.users().size());
        }
        return new ListedUsers(
                settings.users(),
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().daemon().name("offhook-hashing").factory()),
                Clock.systemUTC());
    }

    /** An address that cannot be understood may name a store that knows who may log in. */
    private static final UserDirectoryPort NOBODY = (_, _) -> CompletableFuture.completedFuture(
            new UserDirectoryPort.Verdict(Optional.of(ErrorCode.CONFIGURATION_INVALID), ""));

    LoopAgentDesk desk() {
        return desk;
    }

    /** The dialer's store; empty when its address cannot be understood. */
    Optional<StoreHouse> store() {
        return store;
    }

    /** What an administrator does in the window. */
    AdministrationPort administration() {
        return administration.<AdministrationPort>map(one -> one).orElse(AdministrationPort.NONE);
    }

    LevelSource levels() {
        return media.levels();
    }

    /** Places legs that are nobody's own phone here, over this phone's account. */
    TwoLegCallPort sipLegs() {
        return new SipLegs(
                legs, () -> desk.snapshot().phone().registration().status() == RegistrationView.Status.REGISTERED);
    }

    /** The one thread that writes files. */
    ScheduledExecutorService disk() {
        return disk;
    }

    PracticeOnDemand practice() {
        return practice;
    }

    /** Hangs up and removes the registration; everybody who watches hears how the calls ended. {@link #close} does the rest. */
    void endCalls() {
        desk.close();
    }

    /** Hangs up, removes the registration, writes what is still to be written. Returns within eight seconds. */
    @Override
    public void close() {
        legs.close();
        desk.close();
        practice.close();
        work.ifPresent(StoreWork::close);
        administration.ifPresent(StoreAdministration::close);
        store.ifPresent(StoreHouse::close);
        disk.shutdown();
        try {
            if (!disk.awaitTermination(2, TimeUnit.SECONDS)) {
                LOG.warn("the disk does not take what is left to write");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
