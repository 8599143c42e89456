package org.offhook.desktop.admin;

/** Names that users, campaigns and codes may have. */
final class UserNames {
    private UserNames() {}

    /** A user's name goes into URLs, log lines and pipe-separated answers. */
    static void check(String name) {
        if (!name.matches("[A-Za-z0-9._@-]{2,20}")) {
            throw AdminRefusal.usage("a user's name has 2 to 20 letters, digits, dots, dashes, _ or @");
        }
    }

    static void checkId(String what, String id, int least, int most) {
        if (!id.matches("[A-Za-z0-9_-]{" + least + "," + most + "}")) {
            throw AdminRefusal.usage(what + " has " + least + " to " + most + " letters, digits, dashes or _");
        }
    }
}
