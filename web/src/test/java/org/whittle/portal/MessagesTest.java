package org.whittle.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.whittle.advisory.AdvisoryFormat;
import org.whittle.advisory.Severity;
import org.whittle.advisory.Urgency;
import org.whittle.application.resolution.Optimality;
import org.whittle.application.rollouts.WaitKind;
import org.whittle.application.sources.CheckState;
import org.whittle.approvals.Tests;
import org.whittle.catalogue.SourceKind;
import org.whittle.catalogue.SyncState;
import org.whittle.jobs.JobKind;
import org.whittle.jobs.JobState;
import org.whittle.library.BuildCause;
import org.whittle.library.ImageState;
import org.whittle.library.Verdict;
import org.whittle.notifications.DeliveryState;
import org.whittle.notifications.EventKind;
import org.whittle.notifications.MailSecurity;
import org.whittle.notifications.ReceiverKind;
import org.whittle.patches.CandidateVerdict;
import org.whittle.patches.Disposition;
import org.whittle.patches.Impact;
import org.whittle.patches.LineState;
import org.whittle.patches.PatchState;
import org.whittle.patches.RolloutCause;
import org.whittle.patches.RolloutState;
import org.whittle.verification.Fault;
import org.whittle.windows.ClockChange;

/** All texts of the pages are in the bundles, in both languages. */
class MessagesTest {
  private static final Path PAGES = Path.of("src/main/webapp");
  private static final Path BEANS = Path.of("src/main/java");
  private static final Pattern IN_PAGE =
      Pattern.compile("msg\\['([^'#]+)'\\]|texts\\.with\\('([^']+)'");
  private static final Pattern IN_BEAN =
      Pattern.compile("(?:says\\.done|texts\\.of)\\(\\s*\"([^\"]+)\"");

  @Test
  void bothLanguagesHaveTheSameKeys() {
    assertEquals(keys("messages"), keys("messages_de"));
  }

  @Test
  void everyKeyThatAPageUsesIsThere() {
    Set<String> missing = used(PAGES, ".xhtml", IN_PAGE);
    assertFalse(missing.isEmpty(), "no page was scanned");
    missing.removeAll(keys("messages"));
    assertEquals(Set.of(), missing);
  }

  @Test
  void everyKeyThatABeanUsesIsThere() {
    Set<String> missing = used(BEANS, ".java", IN_BEAN);
    assertFalse(missing.isEmpty(), "no bean was scanned");
    missing.removeAll(keys("messages"));
    assertEquals(Set.of(), missing);
  }

  @Test
  void everyConstantThatIsShownHasAWord() {
    List<Enum<?>> shown =
        Stream.<Enum<?>[]>of(
                ImageState.values(),
                Verdict.values(),
                BuildCause.values(),
                SourceKind.values(),
                SyncState.values(),
                JobKind.values(),
                JobState.values(),
                PatchState.values(),
                RolloutState.values(),
                RolloutCause.values(),
                CandidateVerdict.values(),
                Tests.values(),
                LineState.values(),
                WaitKind.values(),
                ClockChange.values(),
                Disposition.values(),
                Impact.values(),
                Severity.values(),
                Urgency.values(),
                AdvisoryFormat.values(),
                CheckState.values(),
                EventKind.values(),
                ReceiverKind.values(),
                DeliveryState.values(),
                MailSecurity.values(),
                Optimality.values())
            .flatMap(Arrays::stream)
            .toList();
    Set<String> missing = new TreeSet<>();
    shown.forEach(
        word -> missing.add(word.getDeclaringClass().getSimpleName() + "." + word.name()));
    missing.removeAll(keys("messages"));
    assertEquals(Set.of(), missing);
  }

  @Test
  void everyKindOfFaultHasAWord() {
    Set<String> missing = new TreeSet<>();
    Stream.of(Fault.Kind.values()).forEach(kind -> missing.add("Fault." + kind.name()));
    missing.removeAll(keys("messages"));
    assertEquals(Set.of(), missing);
  }

  @ParameterizedTest
  @ValueSource(strings = {"messages", "messages_de"})
  void everyTextWithPlacesIsAFormat(String bundle) {
    load(bundle)
        .forEach(
            (key, text) -> {
              assertFalse(
                  text.toString().contains("'"), key + " has an apostrophe, which formats swallow");
              if (text.toString().contains("{0")) {
                new MessageFormat(text.toString(), Locale.ENGLISH)
                    .format(new Object[] {1, 2, 3, 4});
              }
            });
  }

  private static Set<String> keys(String bundle) {
    return new TreeSet<>(load(bundle).stringPropertyNames());
  }

  private static Properties load(String bundle) {
    Properties texts = new Properties();
    try (var in =
        Files.newBufferedReader(
            Path.of("src/main/resources/org/whittle/portal", bundle + ".properties"))) {
      texts.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }

  private static Set<String> used(Path folder, String ending, Pattern pattern) {
    Set<String> keys = new TreeSet<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(ending)).toList()) {
        pattern
            .matcher(Files.readString(file))
            .results()
            .map(MessagesTest::group)
            .forEach(keys::add);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return keys;
  }

  private static String group(MatchResult match) {
    return match.groupCount() > 1 && match.group(1) == null ? match.group(2) : match.group(1);
  }
}
