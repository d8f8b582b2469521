// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsTest {
  private static final String PORT = "HAYHOOKS_PORT";

  @AfterEach
  void forgetProperties() {
    System.clearProperty(PORT);
  }

  private static Settings with(String key, String value) {
    return Settings.of(Map.of(key, value));
  }

  @Test
  void aSystemPropertyWinsOverTheDefault() {
    System.setProperty(PORT, "4711");
    Settings settings = Settings.load();
    assertThat(settings.number(PORT, 1, 65_535)).isEqualTo(4711);
    assertThat(settings.origin(PORT)).hasValue("option or system property");
    assertThat(settings.origin("HAYHOOKS_HOST")).isEmpty();
    assertThat(settings.names()).contains(PORT, "HAYHOOKS_HOST");
  }

  @Test
  void anEmptyValueLeavesTheDefault() {
    System.setProperty(PORT, "");
    assertThat(Settings.load().text(PORT)).isEqualTo(Settings.of(Map.of()).text(PORT));
  }

  @Test
  void aNameThatNobodyKnowsIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with("HAYHOOKS_PROT", "1"))
        .withMessage("No setting is named HAYHOOKS_PROT");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Settings.load().text("HAYHOOKS_PROT"))
        .withMessage("No setting is named HAYHOOKS_PROT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1417", " 1417 "})
  void aNumberIsRead(String text) {
    assertThat(with(PORT, text).number(PORT, 1, 65_535)).isEqualTo(1417);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65536", "-1", "http", "1.5", "99999999999"})
  void aNumberThatDoesNotFitIsRefusedWithNameValueAndForm(String text) {
    Settings settings = with(PORT, text);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings.number(PORT, 1, 65_535))
        .withMessage("HAYHOOKS_PORT is '%s', but must be a whole number from 1 to 65535", text);
  }

  @ParameterizedTest
  @CsvSource({"true,true", "Yes,true", "on,true", "1,true", "FALSE,false", "no,false", "0,false"})
  void aTruthValueIsReadInManySpellings(String text, boolean expected) {
    assertThat(with("HAYHOOKS_EXAMPLES", text).flag("HAYHOOKS_EXAMPLES")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"5,PT5S", "0.5,PT0.5S", "PT2M,PT2M", "pt1m30s,PT1M30S", "0,PT0S"})
  void aDurationIsSecondsOrIso8601(String text, Duration expected) {
    String key = "HAYHOOKS_LOAD_TIMEOUT";
    assertThat(with(key, text).duration(key)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"17,17", "2KiB,2048", "64 MiB,67108864", "2gib,2147483648", "10B,10"})
  void aSizeHasAUnit(String text, long expected) {
    assertThat(with("HAYHOOKS_MAX_BODY_SIZE", text).bytes("HAYHOOKS_MAX_BODY_SIZE"))
        .isEqualTo(expected);
  }

  static List<Arguments> bad() {
    return List.of(
        bad("HAYHOOKS_EXAMPLES", "maybe", "true or false", s -> s.flag("HAYHOOKS_EXAMPLES")),
        bad(
            "HAYHOOKS_LOAD_TIMEOUT",
            "-5",
            "seconds or an ISO 8601 duration such as PT2M",
            s -> s.duration("HAYHOOKS_LOAD_TIMEOUT")),
        bad(
            "HAYHOOKS_LOAD_TIMEOUT",
            "soon",
            "seconds or an ISO 8601 duration such as PT2M",
            s -> s.duration("HAYHOOKS_LOAD_TIMEOUT")),
        bad(
            "HAYHOOKS_MAX_BODY_SIZE",
            "64MB",
            "a size such as 512KiB, 64MiB or 2GiB",
            s -> s.bytes("HAYHOOKS_MAX_BODY_SIZE")),
        bad(
            "HAYHOOKS_MAX_BODY_SIZE",
            "-1",
            "a size such as 512KiB, 64MiB or 2GiB",
            s -> s.bytes("HAYHOOKS_MAX_BODY_SIZE")),
        bad(
            "HAYHOOKS_MAX_BODY_SIZE",
            "9223372036854775807GiB",
            "a size such as 512KiB, 64MiB or 2GiB",
            s -> s.bytes("HAYHOOKS_MAX_BODY_SIZE")));
  }

  private static Arguments bad(
      String key, String value, String form, Function<Settings, Object> read) {
    return Arguments.of(key, value, form, read);
  }

  @ParameterizedTest
  @MethodSource("bad")
  void whatCannotBeReadIsRefusedWithNameValueAndForm(
      String key, String value, String form, Function<Settings, Object> read) {
    Settings settings = with(key, value);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read.apply(settings))
        .withMessage("%s is '%s', but must be %s", key, value, form);
  }

  @Test
  void aPathIsAbsoluteAndKnowsTheHomeDirectory() {
    String key = "HAYHOOKS_PIPELINES_DIR";
    assertThat(with(key, "a/../b").path(key)).isEqualTo(Path.of("b").toAbsolutePath());
    assertThat(with(key, "~/b").path(key)).isEqualTo(Path.of(System.getProperty("user.home"), "b"));
    assertThat(with("HAYHOOKS_PYTHON", "").optionalPath("HAYHOOKS_PYTHON")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[\"a\", \"b\"]", "a,b", " a , b ", "['a','b']", "a,,b"})
  void aListIsJsonOrSeparatedByCommas(String text) {
    String key = "HAYHOOKS_CORS_ALLOW_ORIGINS";
    assertThat(with(key, text).list(key)).containsExactly("a", "b");
  }

  @Test
  void anEmptyListIsEmpty() {
    String key = "HAYHOOKS_CORS_ALLOW_ORIGINS";
    assertThat(with(key, "[]").list(key)).isEmpty();
    assertThat(with(key, "").list(key)).isEmpty();
  }
}
