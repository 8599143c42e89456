package org.offhook.bridge.profile.elisioncrm;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.offhook.bridge.api.ApiAnswer;
import org.offhook.campaign.admin.EntryRules;
import org.offhook.campaign.store.DialerStorePort;
import org.offhook.campaign.store.StorePorts;
import org.offhook.campaign.user.Password;
import org.offhook.campaign.user.Right;
import org.offhook.campaign.user.User;

/**
 * {@code add_user} and {@code update_user}. Every line ends in {@code - <API user>|…}; what follows the API user is, as in the dialer
 * the document was written for, the value that was refused and what it was compared with.
 */
final class UserFunctions {
    /** How an answer begins that says that something was done. */
    static final String SUCCESS = "SUCCESS: ";

    private final DialerStorePort store;
    private final boolean echoPasswords;

    UserFunctions(DialerStorePort store, boolean echoPasswords) {
        this.store = store;
        this.echoPasswords = echoPasswords;
    }

    // ---- add_user

    ApiAnswer.Whole add(CrmRequest request) {
        if (!request.mayModify(Right.MODIFY_USERS)) {
            return error(request, "add_user USER DOES NOT HAVE PERMISSION TO ADD USERS", "|0");
        }
        String name = request.text("agent_user");
        String group = request.text("agent_user_group");
        OptionalInt level = level(request.text("agent_user_level"));
        boolean complete = request.has("source", 2, 20)
                && CrmRequest.fits(name, 2, 20)
                && request.has("agent_pass", 1, 20)
                && level.isPresent()
                && request.has("agent_full_name", 1, 50)
                && CrmRequest.fits(group, 1, 20);
        if (!complete) {
            return error(request, "add_user YOU MUST USE ALL REQUIRED FIELDS", "|" + name + "|" + group);
        }
        if (request.tooHigh(level.getAsInt())) {
            return error(
                    request,
                    "add_user USER DOES NOT HAVE PERMISSION TO ADD USERS IN THIS USER LEVEL",
                    "|" + level.getAsInt());
        }
        if (store.users().group(group).isEmpty()) {
            return error(request, "add_user USER GROUP DOES NOT EXIST", "|" + group);
        }
        Optional<ApiAnswer.Whole> wrong = wrongOptional(store, request, "add_user");
        if (wrong.isPresent()) {
            return wrong.get();
        }
        return added(request, name, group, level.getAsInt());
    }

    private ApiAnswer.Whole added(CrmRequest request, String name, String group, int level) {
        String fullName = request.text("agent_full_name");
        String password = request.text("agent_pass");
        // A user is made to take calls that the CRM asks for; whoever must not dial is told so by an administrator.
        User user = User.of(name, fullName, level, group, Right.MANUAL_DIAL)
                .withPhoneLogin(request.text("phone_login"))
                .withVoicemailId(request.text("voicemail_id"))
                .withEmail(request.text("email"));
        if (!store.users().add(user, Password.of(password), phoneSecret(request))) {
            return error(request, "add_user USER ALREADY EXISTS", "|" + name);
        }
        return success(
                request,
                "add_user USER HAS BEEN ADDED",
                "|" + name + "|" + CrmRequest.MASK + "|" + level + "|" + fullName + "|" + group);
    }

    /** The answer of {@link #add} as it goes out; the masked one is what a key remembers. */
    ApiAnswer repeating(CrmRequest request, ApiAnswer answer) {
        boolean added = answer instanceof ApiAnswer.Whole whole && whole.text().startsWith(SUCCESS);
        return added && echoPasswords
                ? ApiAnswer.text(((ApiAnswer.Whole) answer)
                        .text()
                        .replace("|" + CrmRequest.MASK + "|", "|" + request.text("agent_pass") + "|"))
                : answer;
    }

    private static Optional<Password> phoneSecret(CrmRequest request) {
        return request.sent("phone_pass") ? Optional.of(Password.of(request.text("phone_pass"))) : Optional.empty();
    }

    // ---- update_user

    ApiAnswer.Whole update(CrmRequest request) {
        if (!request.mayModify(Right.MODIFY_USERS)) {
            return error(request, "update_user USER DOES NOT HAVE PERMISSION TO UPDATE USERS", "|0");
        }
        String name = request.text("agent_user");
        if (!request.has("source", 2, 20) || !CrmRequest.fits(name, 2, 20)) {
            return error(
                    request,
                    "update_user YOU MUST USE ALL REQUIRED FIELDS",
                    "|" + name + "|" + request.text("agent_user_level"));
        }
        Changing changing = store.transact(ports -> changed(ports, request, name));
        return switch (changing) {
            case Changing.Refused(ApiAnswer.Whole answer) -> answer;
            case Changing.Done _ -> {
                // Hashing takes the time of many units of work, so it is not done inside one.
                if (request.sent("agent_pass")) {
                    store.users().setPassword(name, Password.of(request.text("agent_pass")));
                }
                yield success(request, "update_user USER HAS BEEN UPDATED", "|" + name);
            }
        };
    }

    private sealed interface Changing {
        record Refused(ApiAnswer.Whole answer) implements Changing {}

        record Done() implements Changing {}
    }

    /** In one unit of work: all of it is changed, or nothing and the first fault is told. */
    private static Changing changed(StorePorts ports, CrmRequest request, String name) {
        Optional<User> found = ports.users().find(name);
        if (found.isEmpty()) {
            return new Changing.Refused(error(request, "update_user USER DOES NOT EXIST", "|" + name));
        }
        User user = found.get();
        if (request.tooHigh(user.level())) {
            return new Changing.Refused(
                    error(request, "update_user USER DOES NOT HAVE PERMISSION TO UPDATE THIS USER", "|" + name));
        }
        Optional<ApiAnswer.Whole> wrong = wrongChange(ports, request, user)
                .or(() -> wrongOptional(ports, request, "update_user"))
                .or(() -> request.wrong("active", UserFunctions::isYesOrNo)
                        ? Optional.of(optional(request, "update_user ACTIVE MUST BE Y OR N", ""))
                        : Optional.empty());
        if (wrong.isPresent()) {
            return new Changing.Refused(wrong.get());
        }
        ports.users().change(name, changes(request));
        if (request.sent("phone_pass")) {
            ports.users().setPhoneSecret(name, phoneSecret(request));
        }
        return new Changing.Done();
    }

    private static Optional<ApiAnswer.Whole> wrongChange(StorePorts ports, CrmRequest request, User user) {
        if (request.wrong("agent_pass", text -> CrmRequest.fits(text, 1, 20))) {
            return Optional.of(optional(request, "update_user YOU MUST USE A VALID PASSWORD", ""));
        }
        if (request.wrong("agent_full_name", text -> CrmRequest.fits(text, 1, 50))) {
            return Optional.of(optional(
                    request, "update_user YOU MUST USE A VALID FULL NAME", "|" + request.text("agent_full_name")));
        }
        String level = request.text("agent_user_level");
        if (request.wrong("agent_user_level", _ -> mayGive(request, level(level)))) {
            return Optional.of(optional(
                    request,
                    "update_user YOU MUST USE A VALID USER LEVEL",
                    "|" + level + "|" + request.caller().level() + "|" + user.level()));
        }
        String group = request.text("agent_user_group");
        if (request.wrong("agent_user_group", _ -> ports.users().group(group).isPresent())) {
            return Optional.of(optional(request, "update_user YOU MUST USE A VALID USER GROUP", "|" + group + "|0"));
        }
        return Optional.empty();
    }

    private static boolean mayGive(CrmRequest request, OptionalInt level) {
        return level.isPresent() && !request.tooHigh(level.getAsInt());
    }

    private static UnaryOperator<User> changes(CrmRequest request) {
        return before -> {
            User after = before;
            if (request.sent("agent_user_level")) {
                after = after.withLevel(Integer.parseInt(request.text("agent_user_level")));
            }
            if (request.sent("agent_full_name")) {
                after = after.withFullName(request.text("agent_full_name"));
            }
            if (request.sent("agent_user_group")) {
                after = after.withGroup(request.text("agent_user_group"));
            }
            if (request.sent("phone_login")) {
                after = after.withPhoneLogin(request.text("phone_login"));
            }
            if (request.sent("voicemail_id")) {
                after = after.withVoicemailId(request.text("voicemail_id"));
            }
            if (request.sent("email")) {
                after = after.withEmail(request.text("email"));
            }
            // "or deletes": a user that is gone is switched off, and what they did stays told.
            return request.sent("active")
                    ? after.withActive(request.text("active").equalsIgnoreCase("Y"))
                    : after;
        };
    }

    // ---- fields of both

    private static Optional<ApiAnswer.Whole> wrongOptional(StorePorts ports, CrmRequest request, String function) {
        String login = request.text("phone_login");
        if (request.wrong("phone_login", _ -> knownPhone(ports, request, login))) {
            // How many users have such a phone, and how many of those phones have a secret.
            return Optional.of(optional(request, function + " YOU MUST USE A VALID PHONE LOGIN", "|" + login + "|0|0"));
        }
        if (request.wrong("phone_pass", text -> CrmRequest.fits(text, 1, 20))) {
            int length = request.text("phone_pass").length(); // a secret is not repeated, not even a refused one
            return Optional.of(optional(request, function + " YOU MUST USE A VALID PHONE PASSWORD", "|" + length));
        }
        if (request.wrong("voicemail_id", text -> CrmRequest.digits(text, 1, 10))) {
            return Optional.of(optional(request, function + " YOU MUST USE A VALID VOICEMAIL ID", ""));
        }
        if (request.wrong("email", EntryRules::isEmail)) {
            return Optional.of(optional(request, function + " YOU MUST USE A VALID EMAIL", ""));
        }
        return Optional.empty();
    }

    /**
     * The dialer has no table of phones: digits are an extension of the exchange; a name is one when a user's phone has it, or when its
     * secret comes along.
     */
    private static boolean knownPhone(StorePorts ports, CrmRequest request, String login) {
        if (!CrmRequest.fits(login, 1, 20) || login.chars().anyMatch(c -> c <= ' ' || c == '@' || c == ':')) {
            return false;
        }
        return CrmRequest.digits(login, 1, 20)
                || request.has("phone_pass", 1, 20)
                || ports.users().all().stream()
                        .anyMatch(user -> user.phoneLogin().equals(login));
    }

    private static boolean isYesOrNo(String text) {
        return text.equalsIgnoreCase("Y") || text.equalsIgnoreCase("N");
    }

    /** "1 through 9, one digit only". */
    private static OptionalInt level(String text) {
        boolean one = text.length() == 1 && text.charAt(0) >= '1' && text.charAt(0) <= '9';
        return one ? OptionalInt.of(text.charAt(0) - '0') : OptionalInt.empty();
    }

    // ---- lines

    private static ApiAnswer.Whole optional(CrmRequest request, String reason, String tail) {
        return error(request, reason + ", THIS IS AN OPTIONAL FIELD", tail);
    }

    private static ApiAnswer.Whole error(CrmRequest request, String reason, String tail) {
        return line("ERROR: " + reason, request, tail);
    }

    private static ApiAnswer.Whole success(CrmRequest request, String reason, String tail) {
        return line(SUCCESS + reason, request, tail);
    }

    /** What came in cannot begin a line of its own. */
    private static ApiAnswer.Whole line(String reason, CrmRequest request, String tail) {
        String whole = reason + " - " + request.caller().name() + tail;
        StringBuilder text = new StringBuilder(whole.length());
        whole.chars().forEach(c -> text.append(Character.isISOControl(c) ? ' ' : (char) c));
        return ApiAnswer.text(text.toString());
    }
}
