// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.config;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The values in force, by the names Hayhooks users know ({@code HAYHOOKS_PORT}). A system property
 * of that name wins over the environment, that over a {@code .env} file in the working directory,
 * that over MicroProfile Config where the server has it, that over the defaults in {@code
 * defaults.properties}. Unset and empty are the same.
 */
public final class Settings {
  private static final String DEFAULTS = "/defaults.properties";

  private final Map<String, String> values;
  private final Map<String, String> origins;

  private Settings(Map<String, String> values, Map<String, String> origins) {
    this.values = requireNonNull(values, "values is null");
    this.origins = requireNonNull(origins, "origins is null");
  }

  /** Reads all sources of this process. */
  public static Settings load() {
    Map<String, String> values = defaults();
    Map<String, String> origins = new TreeMap<>();
    List<SettingSource> sources = SettingSource.all();
    Collections.reverse(sources);
    for (SettingSource source : sources) { // the strongest speaks last
      for (String key : values.keySet()) {
        source
            .value(key)
            .ifPresent(
                value -> {
                  values.put(key, value);
                  origins.put(key, source.name());
                });
      }
    }
    return new Settings(values, origins);
  }

  /** The defaults with some values replaced: for tests and tools. */
  public static Settings of(Map<String, String> overrides) {
    Map<String, String> values = defaults();
    overrides.forEach(
        (key, value) -> {
          if (values.replace(key, value) == null) {
            throw new IllegalArgumentException("No setting is named " + key);
          }
        });
    return new Settings(values, Map.of());
  }

  private static Map<String, String> defaults() {
    Properties defaults = new Properties();
    try (InputStream stream =
        requireNonNull(Settings.class.getResourceAsStream(DEFAULTS), DEFAULTS + " is missing")) {
      defaults.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> values = new TreeMap<>();
    defaults.forEach((key, value) -> values.put((String) key, (String) value));
    return values;
  }

  static String unquoted(String value) {
    boolean quoted = value.length() > 1 && (enclosed(value, "\"") || enclosed(value, "'"));
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  private static boolean enclosed(String value, String quote) {
    return value.startsWith(quote) && value.endsWith(quote);
  }

  /** The names of all settings, in order. */
  public Set<String> names() {
    return Collections.unmodifiableSet(values.keySet());
  }

  /** Where the value of a setting comes from; empty when it is the default. */
  public Optional<String> origin(String key) {
    return Optional.ofNullable(origins.get(key));
  }

  /** Whether there is a setting of that name. */
  public boolean isKnown(String key) {
    return values.containsKey(key);
  }

  /** The text of a setting; empty when it is not set. */
  public String text(String key) {
    String value = values.get(key);
    if (value == null) {
      throw new IllegalArgumentException("No setting is named " + key);
    }
    return value;
  }

  /** The text of a setting that may be left unset. */
  public Optional<String> optionalText(String key) {
    return Optional.of(text(key)).filter(value -> !value.isEmpty());
  }

  /** A path; {@code ~} is the user's home directory. */
  public Path path(String key) {
    return parse(key, "a path", Settings::parsePath);
  }

  /** A path that may be left unset. */
  public Optional<Path> optionalPath(String key) {
    return text(key).isEmpty() ? Optional.empty() : Optional.of(path(key));
  }

  /** A whole number within bounds, both included. */
  public int number(String key, int min, int max) {
    return parse(
        key,
        "a whole number from %d to %d".formatted(min, max),
        value -> inRange(Integer.parseInt(value.strip()), min, max));
  }

  /** A number of something per processor: a whole number, or {@code auto} for one each. */
  public int count(String key, int min, int max) {
    return parse(
        key,
        "auto or a whole number from %d to %d".formatted(min, max),
        value -> parseCount(value, min, max));
  }

  /** As {@link #count(String, int, int)} reads a setting. */
  public static int parseCount(String value, int min, int max) {
    String text = value.strip();
    return text.equalsIgnoreCase("auto")
        ? Math.min(Runtime.getRuntime().availableProcessors(), max)
        : inRange(Integer.parseInt(text), min, max);
  }

  /** One of some words. */
  public String choice(String key, String... words) {
    return parse(key, String.join(" or ", words), value -> oneOf(value, words));
  }

  private static String oneOf(String value, String... words) {
    String word = value.strip().toLowerCase(Locale.ROOT);
    if (!Arrays.asList(words).contains(word)) {
      throw new IllegalArgumentException("not among the choices");
    }
    return word;
  }

  /** A truth value: true, false, yes, no, on, off, 1 or 0. */
  public boolean flag(String key) {
    return parse(key, "true or false", Settings::parseFlag);
  }

  /** A duration: seconds ({@code 90}, {@code 0.5}) or ISO 8601 ({@code PT1M30S}). */
  public Duration duration(String key) {
    return parse(key, "seconds or an ISO 8601 duration such as PT2M", Settings::parseDuration);
  }

  /** A size in bytes, with an optional unit KiB, MiB or GiB. */
  public long bytes(String key) {
    return parse(key, "a size such as 512KiB, 64MiB or 2GiB", Settings::parseBytes);
  }

  /** A list: JSON text as Hayhooks takes it ({@code ["a","b"]}), or separated by commas. */
  public List<String> list(String key) {
    String value = text(key).strip();
    String inner =
        value.startsWith("[") && value.endsWith("]")
            ? value.substring(1, value.length() - 1)
            : value;
    return Arrays.stream(inner.split(",", -1))
        .map(item -> unquoted(item.strip()))
        .filter(item -> !item.isEmpty())
        .toList();
  }

  private <T> T parse(String key, String expected, Function<String, T> parser) {
    String value = text(key);
    try {
      return parser.apply(value);
    } catch (IllegalArgumentException | DateTimeParseException | ArithmeticException e) {
      throw new IllegalArgumentException(
          "%s is '%s', but must be %s".formatted(key, value, expected), e);
    }
  }

  private static Path parsePath(String value) {
    boolean home = value.equals("~") || value.startsWith("~/");
    String expanded = home ? System.getProperty("user.home") + value.substring(1) : value;
    return Path.of(expanded).toAbsolutePath().normalize();
  }

  private static int inRange(int number, int min, int max) {
    if (number < min || number > max) {
      throw new IllegalArgumentException("out of range");
    }
    return number;
  }

  private static boolean parseFlag(String value) {
    return switch (value.strip().toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on", "1", "t", "y" -> true;
      case "false", "no", "off", "0", "f", "n", "" -> false;
      default -> throw new IllegalArgumentException("not a truth value");
    };
  }

  private static Duration parseDuration(String value) {
    String text = value.strip().toUpperCase(Locale.ROOT);
    Duration duration = Duration.parse(text.startsWith("P") ? text : "PT" + text + "S");
    if (duration.isNegative()) {
      throw new IllegalArgumentException("negative");
    }
    return duration;
  }

  private static long parseBytes(String value) {
    String text = value.strip().toLowerCase(Locale.ROOT);
    String number = text.replaceFirst("\\s*(kib|mib|gib|b)$", "");
    long unit =
        switch (text.substring(number.length()).strip()) {
          case "kib" -> 1L << 10;
          case "mib" -> 1L << 20;
          case "gib" -> 1L << 30;
          default -> 1L;
        };
    long size = Math.multiplyExact(Long.parseLong(number), unit);
    if (size < 0) {
      throw new IllegalArgumentException("negative");
    }
    return size;
  }
}
