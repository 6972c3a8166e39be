package omega.genomics.cli;

import java.util.regex.Pattern;

/** Takes passwords out of what is shown: terminals scroll, and logs are kept. */
final class Passwords {
    private static final String HIDDEN = "***";
    private static final Pattern LOGIN = Pattern.compile("(?<=://)([^\\s:/@]*):\\S*@");
    private static final Pattern SETTING = Pattern.compile("(?i)((?:password|passwd|pwd)=)[^&\\s\"']*");

    /** {@code //user:password} without a host: what follows the colon is no port. */
    private static final Pattern NO_PORT =
            Pattern.compile("(?<=://)([^\\s:/?@,\\[]*):(?![0-9]*(?:[/?,\\s\"']|$))[^\\s/?,\"']+");

    private Passwords() {}

    /** Hides the passwords of all addresses in a text. */
    static String hiddenIn(String text) {
        String withoutLogins = LOGIN.matcher(text).replaceAll("$1:" + HIDDEN + "@");
        String withoutSettings = SETTING.matcher(withoutLogins).replaceAll("$1" + HIDDEN);
        return NO_PORT.matcher(withoutSettings).replaceAll("$1:" + HIDDEN);
    }

    /** Hides the password of what was meant to be an address, whatever is wrong with it. */
    static String hiddenInAddress(String address) {
        int scheme = address.indexOf("://");
        int colon = address.indexOf(':', scheme < 0 ? 0 : scheme + 3);
        int at = address.lastIndexOf('@');
        return hiddenIn(
                colon >= 0 && colon < at
                        ? address.substring(0, colon) + ':' + HIDDEN + address.substring(at)
                        : address);
    }
}
