package org.offhook.ui.admin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import org.offhook.campaign.admin.ChangeRefused.Reason;
import org.offhook.campaign.admin.EntryFault;
import org.offhook.campaign.number.DialRules;
import org.offhook.campaign.setup.ApiManualDial;
import org.offhook.campaign.setup.CallerId;
import org.offhook.campaign.setup.CallingHours;
import org.offhook.campaign.setup.Campaign;
import org.offhook.campaign.setup.Recording;
import org.offhook.ui.admin.Choices.Choice;
import org.offhook.ui.admin.EntryKind.EntryForm;
import org.offhook.ui.fx.Switch;
import org.offhook.ui.text.Words;

/** The rules of a campaign: what is dialled and how, what is allowed, what the called party sees, when, and what comes after. */
final class CampaignForm implements EntryForm<Campaign> {
    private final FormFields fields;
    private final Campaign old;
    private final TextField id;
    private final TextField name;
    private final ComboBox<Choice> mode;
    private final TextField country;
    private final TextField phoneCode;
    private final TextField prefix;
    private final Switch omitPhoneCode;
    private final TextField allowedCountries;
    private final TextField allowedPrefixes;
    private final TextField refusedPrefixes;
    private final TextField callerId;
    private final TextField callerName;
    private final ComboBox<Choice> presentation;
    private final ComboBox<Choice> recording;
    private final TextField hours;
    private final TextField wrapUp;
    private final TextField ringLimit;
    private final TextField queueLimit;
    private final ComboBox<Choice> list;
    private final Switch dispositionForced;
    private final Switch pauseCodeForced;

    CampaignForm(Optional<Campaign> before, Choices choices, FormFields fields, Words words) {
        this.fields = fields;
        old = before.orElseGet(() -> Campaign.of("", ""));
        id = fields.id("admin.campaign.id", before.map(Campaign::id), EntryFault.CAMPAIGN_ID);
        name = fields.text("admin.campaign.name", old.name(), EntryFault.NAME);
        var modes = new ArrayList<Choice>();
        modes.add(new Choice("", words.of("admin.campaign.mode.profile")));
        modes.addAll(Choices.of(ApiManualDial.class, "admin.campaign.mode.", words));
        mode = fields.choice(
                "admin.campaign.apiManualDial",
                modes,
                old.apiManualDial().map(Enum::name).orElse(""));
        list = fields.choice("admin.campaign.list", choices.ofLists(), Long.toString(old.manualDialList()));
        fields.refusedAt(list, Reason.NO_SUCH_LIST);

        fields.section("admin.campaign.numbers");
        country = fields.code("admin.campaign.country", old.country(), EntryFault.COUNTRY);
        phoneCode = fields.code("admin.campaign.phoneCode", old.dialRules().phoneCode(), EntryFault.PHONE_CODE);
        prefix = fields.code("admin.campaign.prefix", old.dialRules().prefix(), EntryFault.PREFIX);
        omitPhoneCode = fields.toggle("admin.campaign.omit", old.dialRules().omitPhoneCode());
        allowedCountries = fields.code(
                "admin.campaign.allowedCountries",
                String.join(", ", new TreeSet<>(old.allowedCountries())),
                EntryFault.ALLOWED_COUNTRIES);
        allowedPrefixes = fields.code(
                "admin.campaign.allowedPrefixes",
                String.join(", ", old.allowedPrefixes()),
                EntryFault.ALLOWED_PREFIXES);
        refusedPrefixes = fields.code(
                "admin.campaign.refusedPrefixes",
                String.join(", ", old.refusedPrefixes()),
                EntryFault.REFUSED_PREFIXES);

        fields.section("admin.campaign.shown");
        callerId = fields.code("admin.campaign.callerId", old.callerId().number(), EntryFault.CALLER_ID);
        callerName = fields.text("admin.campaign.callerName", old.callerId().display(), EntryFault.CALLER_NAME);
        presentation = fields.choice(
                "admin.campaign.callerIdIn",
                Choices.of(CallerId.Presentation.class, "admin.campaign.presentation.", words),
                old.callerId().presentation().name());

        fields.section("admin.campaign.times");
        hours = fields.code("admin.campaign.hours", old.callingHours().text(), EntryFault.HOURS);
        recording = fields.choice(
                "admin.campaign.recording",
                Choices.of(Recording.class, "admin.campaign.recording.", words),
                old.recording().name());
        wrapUp = fields.code("admin.campaign.wrapUp", seconds(old.wrapUp()), EntryFault.WRAP_UP);
        ringLimit = fields.code("admin.campaign.ringLimit", seconds(old.ringLimit()), EntryFault.RING_LIMIT);
        queueLimit =
                fields.code("admin.campaign.queueLimit", Integer.toString(old.queueLimit()), EntryFault.QUEUE_LIMIT);
        dispositionForced = fields.toggle("admin.campaign.dispositionForced", old.dispositionForced());
        pauseCodeForced = fields.toggle("admin.campaign.pauseCodeForced", old.pauseCodeForced());
    }

    private static String seconds(Duration time) {
        return Long.toString(time.toSeconds());
    }

    @Override
    public Optional<Campaign> entered() {
        Optional<CallingHours> open = CallingHours.parse(hours.getText());
        if (open.isEmpty()) {
            fields.error(hours, EntryFault.HOURS);
        }
        Optional<Long> after = fields.number(wrapUp, EntryFault.WRAP_UP);
        Optional<Long> rings = fields.number(ringLimit, EntryFault.RING_LIMIT);
        Optional<Long> waits = fields.number(queueLimit, EntryFault.QUEUE_LIMIT);
        if (open.isEmpty() || after.isEmpty() || rings.isEmpty() || waits.isEmpty()) {
            return Optional.empty();
        }
        String chosenMode = FormFields.value(mode);
        return Optional.of(new Campaign(
                id.getText().strip(),
                name.getText().strip(),
                old.active(),
                chosenMode.isEmpty() ? Optional.empty() : Optional.of(ApiManualDial.valueOf(chosenMode)),
                new DialRules(prefix.getText().strip(), phoneCode.getText().strip(), omitPhoneCode.isSelected()),
                country.getText().strip().toUpperCase(Locale.ROOT),
                new TreeSet<>(parts(allowedCountries.getText().toUpperCase(Locale.ROOT))),
                parts(allowedPrefixes.getText()),
                parts(refusedPrefixes.getText()),
                new CallerId(
                        callerId.getText().strip(),
                        callerName.getText().strip(),
                        CallerId.Presentation.valueOf(FormFields.value(presentation))),
                Recording.valueOf(FormFields.value(recording)),
                open.get(),
                Duration.ofSeconds(after.get()),
                Duration.ofSeconds(rings.get()),
                (int) Math.min(waits.get(), Integer.MAX_VALUE),
                Long.parseLong(FormFields.value(list)),
                dispositionForced.isSelected(),
                pauseCodeForced.isSelected()));
    }

    /** What commas or blanks part. */
    private static List<String> parts(String text) {
        return Arrays.stream(text.split("[,\\s]+"))
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
