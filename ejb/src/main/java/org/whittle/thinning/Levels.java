package org.whittle.thinning;

import java.util.List;
import java.util.regex.Pattern;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.PackageName;

/** What the level {@code safe} leaves out, and which configuration a lone process never reads. */
final class Levels {
  private static final List<String> LEFT_OUT =
      List.of(
          "/usr/share/doc/",
          "/usr/share/doc-base/",
          "/usr/share/man/",
          "/usr/share/info/",
          "/usr/share/locale/",
          "/usr/share/lintian/",
          "/usr/share/linda/",
          "/usr/share/bug/",
          "/usr/share/gtk-doc/",
          "/usr/include/",
          "/usr/lib/debug/",
          "/var/cache/");
  private static final List<String> HOUSEKEEPING =
      List.of(
          "/etc/init.d/",
          "/etc/cron.",
          "/etc/logrotate.d/",
          "/etc/logcheck/",
          "/etc/ufw/",
          "/etc/apparmor.d/",
          "/etc/apt/",
          "/etc/bash_completion.d/",
          "/etc/network/",
          "/etc/insserv",
          "/etc/init/",
          "/etc/kernel/",
          "/etc/update-motd.d/",
          "/etc/systemd/",
          "/etc/xdg/",
          "/usr/lib/systemd/",
          "/usr/lib/udev/",
          "/usr/lib/tmpfiles.d/",
          "/usr/lib/sysusers.d/",
          "/usr/share/bash-completion/",
          "/usr/share/zsh/",
          "/usr/share/fish/",
          "/usr/share/vim/",
          "/usr/share/apport/",
          "/usr/share/icons/",
          "/usr/share/applications/",
          "/usr/share/pixmaps/",
          "/usr/share/metainfo/",
          "/usr/share/menu/",
          "/usr/share/debconf/",
          "/usr/share/polkit-1/",
          "/usr/share/apparmor",
          "/usr/share/dbus-1/");

  /**
   * What libtool notes of a library is read where it is linked. Beside plug-ins it is read where
   * they are opened (libltdl, "lt_dlopenext").
   */
  private static final Pattern LIBTOOL =
      Pattern.compile("/usr/lib/([a-z0-9_]+-linux-[a-z0-9]+/)?[^/]+\\.la");

  private Levels() {}

  /** Documentation, manuals, locales, headers, static libraries, debug data and caches. */
  static boolean isLeftOutSafely(FilePath path) {
    String value = path.value();
    boolean archive = value.startsWith("/usr/lib/") && value.endsWith(".a");
    return archive
        || (value.endsWith(".la") && LIBTOOL.matcher(value).matches())
        || startsWithOne(LEFT_OUT, value)
        || value.contains("/__pycache__/");
  }

  /**
   * Of the host as the other says, unless it is the package's own: what is in {@code
   * /usr/share/NAME} belongs to the packages {@code NAME} and {@code NAME-…}.
   */
  static boolean isHousekeeping(FilePath path, PackageName owner) {
    if (!isHousekeeping(path)) {
      return false;
    }
    String[] steps = path.value().split("/", 5);
    return steps.length < 5
        || !steps[2].equals("share")
        || !(owner.value() + "-").startsWith(steps[3] + "-");
  }

  /** Configuration of schedulers, init systems, shells and the like: of the host, not the app. */
  static boolean isHousekeeping(FilePath path) {
    return startsWithOne(HOUSEKEEPING, path.value());
  }

  private static boolean startsWithOne(List<String> starts, String value) {
    for (String start : starts) {
      if (value.startsWith(start)) {
        return true;
      }
    }
    return false;
  }
}
