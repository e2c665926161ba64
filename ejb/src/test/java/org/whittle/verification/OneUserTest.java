package org.whittle.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneUserTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "log(3): Fatal: setgroups() failed: No such file or directory",
        "500 OOPS: setgroups",
        "initgroups(mail, 8) failed: Operation not permitted",
        "cannot setuid to 33: Invalid argument",
      })
  void whoChangesTheUserIsToldThatThereIsNoOther(String log) {
    assertEquals(
        "it ended with status 1, expected 0; its output speaks of changing the user: a sandbox has"
            + " one user alone, so let the image run as its own user and keep the program from"
            + " changing it",
        OneUser.hint("it ended with status 1, expected 0", log));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "bind: address in use", "unset group"})
  void otherFaultsStayAsTheyAre(String log) {
    assertEquals("it ended", OneUser.hint("it ended", log));
  }
}
