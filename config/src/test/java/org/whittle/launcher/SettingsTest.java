package org.whittle.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whittle.kernel.InvalidInput;

class SettingsTest {
  @TempDir private Path root;

  @Test
  void pathsAreRelativeToTheRoot() {
    Properties properties = properties();
    properties.setProperty("whittle.data", "elsewhere");
    Settings settings = Settings.from(properties);
    assertEquals(root.resolve("elsewhere"), settings.data());
    assertEquals(root.resolve("config"), settings.config());
  }

  @Test
  void withoutPropertiesThePortalIsOnLoopbackAndFillsItself() {
    assertEquals(
        new Settings(
            root,
            root.resolve("ear/target/mariadb"),
            root.resolve(".whittle"),
            8080,
            "127.0.0.1",
            true),
        Settings.from(properties()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          eighty | cannot read whittle.port: 'eighty' is not a number. Give a number, as in -Dwhittle.port=8081
          65536  | cannot listen on port 65536: a port is a number up to 65535
          -1     | cannot listen on port -1: a port is a number up to 65535
          """)
  void aPortThatCannotBeIsRefused(String port, String message) {
    Properties properties = properties();
    properties.setProperty("whittle.port", port);
    InvalidInput failure = assertThrows(InvalidInput.class, () -> Settings.from(properties));
    assertEquals(message, failure.messageWithRemedy());
  }

  @Test
  void whatWasNotBuiltIsNamed() {
    InvalidInput failure =
        assertThrows(InvalidInput.class, () -> Settings.from(properties()).serverHome());
    assertEquals(
        "cannot start Whittle: "
            + root.resolve("ear/target/server")
            + " is not there. Build it with: mvn -Prun",
        failure.messageWithRemedy());
  }

  private Properties properties() {
    Properties properties = new Properties();
    properties.setProperty("whittle.root", root.toString());
    return properties;
  }
}
