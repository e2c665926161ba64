package org.whittle.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The login page in a browser. */
@RequiresTool("chromium")
class LoginPageIT {
  @ParameterizedTest
  @ValueSource(ints = {Browser.WIDE, Browser.NARROW})
  void opensWithoutComplaints(int width) throws Exception {
    try (Browser browser = Browser.open(width)) {
      browser.visit("login.xhtml");
      browser.picture("login");
      assertEquals(List.of(), browser.complaints());
      assertFalse(browser.scrollsSideways());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {Browser.WIDE, Browser.NARROW})
  void theFirstAdministratorComesIn(int width) throws Exception {
    try (Browser browser = Browser.open(width)) {
      assertEquals(RunningWhittle.address().toString(), browser.logIn().url());
      browser.picture("dashboard");
    }
  }
}
