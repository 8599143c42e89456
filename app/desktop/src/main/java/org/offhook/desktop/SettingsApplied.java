package org.offhook.desktop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.Optional;
import org.offhook.agent.DeskSettings;
import org.offhook.agent.IncomingRules;
import org.offhook.agent.ManualDialMode;
import org.offhook.campaign.number.DialRules;
import org.offhook.campaign.number.DialableNumber;
import org.offhook.campaign.number.NumberReading;
import org.offhook.core.account.Secret;
import org.offhook.core.call.Presentation;
import org.offhook.desktop.settings.DataDirectory;
import org.offhook.desktop.settings.Settings;
import org.offhook.signalling.Reliability;
import org.offhook.signalling.SignallingSettings;
import org.offhook.sip.locate.ServerLocator;
import org.offhook.sip.tls.TlsSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What parts of the phone are told by the settings; what cannot be meant is said in the log and left out. */
final class SettingsApplied {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsApplied.class);

    private SettingsApplied() {}

    static SignallingSettings signalling(Settings settings, DataDirectory directory) {
        SignallingSettings base = SignallingSettings.defaults()
                .withUserAgent("Offhook/" + Version.TEXT)
                .withLocalPort(settings.sip().port())
                .withCallers(settings.call().from())
                .withReferrals(settings.call().refer())
                .withRedirects(settings.call().redirect())
                .withSessionInterval(settings.sip().session())
                .withPresentation(
                        Presentation.valueOf(settings.dial().presentation().toUpperCase(Locale.ROOT)))
                .withReliability(
                        Reliability.valueOf(settings.sip().reliableProvisional().toUpperCase(Locale.ROOT)));
        SignallingSettings named = settings.sip().gruu() ? base.withInstance(InstanceName.of(directory)) : base;
        return named.withTls(tls(settings.sip())).withLocator(locator(settings.sip()));
    }

    /** By whom both the phone and the first run's look at a server find it. */
    static ServerLocator locator(Settings.SipSettings sip) {
        return sip.nameServer().map(ServerLocator::asking).orElseGet(ServerLocator::system);
    }

    /** What both the phone and the first run's look at a server trust, and prove themselves by. */
    static TlsSettings tls(Settings.SipSettings sip) {
        TlsSettings trust = sip.trust().flatMap(SettingsApplied::pinned).orElseGet(TlsSettings::systemTrust);
        return sip.certificate()
                .flatMap(file -> proving(trust, file, sip.certificatePasswordFile()))
                .orElse(trust);
    }

    /** With the certificate that {@code sip.certificate} names; empty, and said in the log, when it cannot be had. */
    private static Optional<TlsSettings> proving(TlsSettings trust, Path file, Optional<Path> passwordFile) {
        try {
            String password = passwordFile.isPresent()
                    ? Files.readString(passwordFile.get())
                            .lines()
                            .findFirst()
                            .orElse("")
                            .strip()
                    : "";
            return Optional.of(trust.withIdentity(file, Secret.of(password)));
        } catch (IOException | GeneralSecurityException e) {
            LOG.warn("OH-101 sip.certificate cannot be used: {}", e.toString());
            return Optional.empty();
        }
    }

    /** The authorities that {@code sip.trust} names; empty, and said in the log, when they cannot be had. */
    private static Optional<TlsSettings> pinned(Path authorities) {
        try {
            return Optional.of(TlsSettings.trustOnly(authorities, Secret.of("")));
        } catch (IOException | GeneralSecurityException e) {
            LOG.warn("OH-101 sip.trust cannot be used: {}", e.toString());
            return Optional.empty();
        }
    }

    static DeskSettings desk(Settings settings) {
        PauseCodes.Read codes = PauseCodes.read(settings.agent().pauseCodes());
        if (codes.faulty() > 0) {
            LOG.warn("OH-101 agent.pauseCodes: {} entries are not CODE:Label or CODE:Label:minutes", codes.faulty());
        }
        Settings.DialSettings dial = settings.dial();
        DialRules rules = new DialRules(dial.prefix(), dial.phoneCode(), dial.omitPhoneCode());
        return DeskSettings.defaults()
                .withPauseCodes(codes.codes(), settings.agent().pauseCodeForced())
                .withDialling(ManualDialMode.valueOf(dial.mode()), rules, dial.ringLimit())
                .withCountry(country(settings))
                .withRecording(settings.recording().when())
                .withIncoming(incoming(settings.call().incoming(), rules));
    }

    /** By which numbers are read and grouped where no campaign names a country; empty when none is known. */
    static String country(Settings settings) {
        return settings.dial().country().code(Locale.getDefault(Locale.Category.FORMAT));
    }

    /** Callers are sent where the agent's own dialling would go. A number that cannot be dialled forwards nobody. */
    private static IncomingRules incoming(IncomingRules asked, DialRules rules) {
        Optional<String> dialled = asked.forwardTo()
                .flatMap(number -> DialableNumber.read(number) instanceof NumberReading.Dialable(DialableNumber read)
                        ? Optional.of(rules.dialled(read, ""))
                        : Optional.empty());
        if (asked.whenPaused() == IncomingRules.WhenPaused.FORWARD && dialled.isEmpty()) {
            LOG.warn("OH-101 call.forwardTo: nobody can be forwarded there; callers of a paused agent are told busy");
        }
        return new IncomingRules(asked.whenPaused(), dialled, asked.autoAnswer());
    }
}
