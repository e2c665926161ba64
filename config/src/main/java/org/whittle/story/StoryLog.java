package org.whittle.story;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.whittle.client.Refused;
import org.whittle.kernel.Failure;

/** Prints each step with its time and what came of it, and keeps the measures. */
final class StoryLog {
  private final Consumer<String> console;
  private final List<Bar> bars = new ArrayList<>();
  private int steps;

  StoryLog(Consumer<String> console) {
    this.console = console;
  }

  /**
   * Tells a step.
   *
   * @param step gives what came of it, as a sentence
   * @throws Untold if it is not as told; that is printed already
   */
  void step(String title, Supplier<String> step) {
    steps++;
    long begun = System.nanoTime();
    try {
      String result = step.get();
      line(begun, title, "");
      result.lines().forEach(line -> console.accept("             " + line));
    } catch (Untold untold) {
      line(begun, title, "NOT AS TOLD");
      console.accept("             " + untold.getMessage());
      throw untold;
    } catch (Refused refused) {
      line(begun, title, "REFUSED");
      String why = refused.title() + refused.remedy().map(r -> ". " + r).orElse("");
      console.accept("             " + why);
      throw new Untold(why);
    } catch (Failure failure) {
      line(begun, title, "FAILED");
      console.accept("             " + failure.messageWithRemedy());
      throw new Untold(failure.messageWithRemedy());
    }
  }

  private void line(long begun, String title, String verdict) {
    console.accept(
        String.format(Locale.ROOT, "%2d  %6.1f s  %s", steps, seconds(begun), title)
            + (verdict.isEmpty() ? "" : ": " + verdict));
  }

  /** Seconds since the moment. */
  static double seconds(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }

  /** Keeps a measure. */
  void measure(String what, double measured, double most, String unit) {
    bars.add(new Bar(what, measured, most, unit));
  }

  /** Prints the measures; whether all bars are met. */
  boolean bars() {
    bars.forEach(bar -> console.accept(bar.toString()));
    return bars.stream().allMatch(Bar::isMet);
  }

  void say(String line) {
    console.accept(line);
  }
}
