package org.whittle.patches;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whittle.kernel.Conflict;
import org.whittle.kernel.Denied;
import org.whittle.kernel.Digest;

/** Every way from a state to another: by the verb that leads there, or refused. */
class RolloutStateTest {
  private static final Digest PLAN = new Plan(List.of()).digest();
  private static final Instant NOW = Instant.ofEpochSecond(7);
  private static final ScheduledWindow WINDOW = new ScheduledWindow("nightly", NOW);

  private static Rollout in(RolloutState state) {
    Rollout rollout =
        new Rollout(
            1, 1, "openssl", Purpose.patches(), new Plan(List.of()), "paula", Instant.EPOCH, "");
    switch (state) {
      case DRAFT -> {}
      case TESTED -> rollout.tested();
      case AWAITING_APPROVAL -> rollout.propose("paula");
      case APPROVED, SCHEDULED, RUNNING, DONE, PARTLY_DONE, FAILED, ROLLED_BACK, VOID -> {
        rollout.propose("paula");
        rollout.decide("anton", PLAN, true);
        follow(rollout, state);
      }
      case REJECTED -> {
        rollout.propose("paula");
        rollout.decide("anton", PLAN, false);
      }
    }
    assertEquals(state, rollout.state());
    return rollout;
  }

  private static void follow(Rollout rollout, RolloutState state) {
    if (state == RolloutState.SCHEDULED) {
      rollout.schedule(Optional.of(WINDOW));
    } else if (state == RolloutState.RUNNING) {
      rollout.run();
    } else if (state == RolloutState.ROLLED_BACK) {
      rollout.rollBack("olga", "broken", NOW);
    } else if (state != RolloutState.APPROVED) {
      rollout.end(state, NOW);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "DRAFT,             AWAITING_APPROVAL TESTED VOID",
    "TESTED,            AWAITING_APPROVAL VOID",
    "AWAITING_APPROVAL, APPROVED REJECTED VOID",
    "APPROVED,          ROLLED_BACK RUNNING SCHEDULED",
    "SCHEDULED,         APPROVED ROLLED_BACK RUNNING",
    "REJECTED,          ''",
    "RUNNING,           DONE FAILED PARTLY_DONE ROLLED_BACK VOID",
    "DONE,              ROLLED_BACK",
    "PARTLY_DONE,       ROLLED_BACK",
    "FAILED,            ROLLED_BACK",
    "VOID,              ROLLED_BACK",
    "ROLLED_BACK,       ''"
  })
  void eachStateHasItsNext(RolloutState state, String next) {
    TreeSet<String> names = new TreeSet<>();
    state.next().forEach(one -> names.add(one.name()));
    assertEquals(next, String.join(" ", names));
  }

  /**
   * A verb, where it leads from each state; what it does not name is refused or changes nothing.
   */
  private record Verb(String name, Consumer<Rollout> act, String leads) {
    RolloutState from(RolloutState state) {
      return Arrays.stream(leads.split(", "))
          .map(pair -> pair.split(">"))
          .filter(pair -> pair[0].equals(state.name()))
          .map(pair -> RolloutState.valueOf(pair[1]))
          .findFirst()
          .orElse(state);
    }
  }

  private static final Verb[] VERBS = {
    new Verb("test", Rollout::tested, "DRAFT>TESTED"),
    new Verb(
        "propose",
        rollout -> rollout.propose("paula"),
        "DRAFT>AWAITING_APPROVAL, TESTED>AWAITING_APPROVAL"),
    new Verb(
        "withdraw",
        rollout -> rollout.withdraw("paula", NOW),
        "DRAFT>VOID, TESTED>VOID, AWAITING_APPROVAL>VOID"),
    new Verb(
        "approve", rollout -> rollout.decide("anton", PLAN, true), "AWAITING_APPROVAL>APPROVED"),
    new Verb(
        "reject", rollout -> rollout.decide("anton", PLAN, false), "AWAITING_APPROVAL>REJECTED"),
    new Verb("schedule", rollout -> rollout.schedule(Optional.of(WINDOW)), "APPROVED>SCHEDULED"),
    new Verb("unschedule", rollout -> rollout.schedule(Optional.empty()), "SCHEDULED>APPROVED"),
    new Verb("run", Rollout::run, "APPROVED>RUNNING, SCHEDULED>RUNNING"),
    new Verb(
        "end",
        rollout -> rollout.end(RolloutState.DONE, NOW),
        "APPROVED>DONE, SCHEDULED>DONE, RUNNING>DONE"),
    new Verb(
        "roll back",
        rollout -> rollout.rollBack("olga", "broken", NOW),
        "APPROVED>ROLLED_BACK, SCHEDULED>ROLLED_BACK, RUNNING>ROLLED_BACK, DONE>ROLLED_BACK,"
            + " PARTLY_DONE>ROLLED_BACK, FAILED>ROLLED_BACK, VOID>ROLLED_BACK")
  };

  @TestFactory
  Stream<DynamicTest> eachVerbLeadsWhereItMayAndNowhereElse() {
    return Arrays.stream(VERBS)
        .flatMap(
            verb ->
                Arrays.stream(RolloutState.values())
                    .map(
                        state ->
                            DynamicTest.dynamicTest(
                                verb.name() + " " + state.name().toLowerCase(Locale.ROOT),
                                () -> {
                                  Rollout rollout = in(state);
                                  try {
                                    verb.act().accept(rollout);
                                  } catch (Conflict refused) {
                                    assertEquals(state, verb.from(state), "refused");
                                  }
                                  assertEquals(verb.from(state), rollout.state());
                                })));
  }

  @Test
  void whatIsRefusedSaysWhy() {
    assertEquals(
        "cannot propose rollout 0: it is awaiting approval",
        refused(() -> in(RolloutState.AWAITING_APPROVAL).propose("paula")));
    assertEquals(
        "cannot withdraw rollout 0: it was approved",
        refused(() -> in(RolloutState.RUNNING).withdraw("paula", NOW)));
    assertEquals(
        "cannot withdraw rollout 0: it is rejected",
        refused(() -> in(RolloutState.REJECTED).withdraw("paula", NOW)));
    assertEquals(
        "cannot decide on rollout 0: it is not proposed yet",
        refused(() -> in(RolloutState.TESTED).decide("anton", PLAN, true)));
    assertEquals(
        "cannot end rollout 0: it is rejected",
        refused(() -> in(RolloutState.REJECTED).end(RolloutState.DONE, NOW)));
    Rollout withdrawn = in(RolloutState.DRAFT);
    withdrawn.withdraw("paula", NOW);
    assertEquals(
        "cannot roll back rollout 0: it was not approved",
        refused(() -> withdrawn.rollBack("olga", "broken", NOW)));
    assertEquals(
        "cannot propose rollout 0: paula asks for it",
        assertThrows(Denied.class, () -> in(RolloutState.DRAFT).propose("berta")).getMessage());
  }

  @Test
  void whatIsScheduledNamesItsWindow() {
    Rollout rollout = in(RolloutState.SCHEDULED);
    assertEquals(Optional.of(WINDOW), rollout.scheduled());
    rollout.schedule(Optional.empty());
    assertEquals(Optional.empty(), rollout.scheduled());
    Rollout running = in(RolloutState.SCHEDULED);
    running.run();
    assertEquals(Optional.empty(), running.scheduled(), "it waits for none any more");
  }

  private static String refused(Runnable made) {
    return String.valueOf(assertThrows(Conflict.class, made::run).getMessage());
  }
}
