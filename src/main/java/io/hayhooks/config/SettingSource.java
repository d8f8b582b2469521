// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.config;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Somewhere values of settings come from.
 *
 * @param name what people call it
 * @param values gives the value of a setting; null or empty when it has none
 */
record SettingSource(String name, UnaryOperator<String> values) {
  private static final Logger LOG = Logger.getLogger(SettingSource.class.getName());
  private static final String MICROPROFILE = "org.eclipse.microprofile.config.ConfigProvider";

  SettingSource {
    requireNonNull(name, "name is null");
    requireNonNull(values, "values is null");
  }

  /** Those of this process, the strongest first. */
  static List<SettingSource> all() {
    List<SettingSource> sources = new ArrayList<>();
    sources.add(new SettingSource("option or system property", System::getProperty));
    sources.add(new SettingSource("environment", System::getenv));
    Properties dotenv = dotenv();
    sources.add(new SettingSource(".env", dotenv::getProperty));
    microProfile().ifPresent(sources::add);
    return sources;
  }

  Optional<String> value(String key) {
    return Optional.ofNullable(values.apply(key)).filter(value -> !value.isEmpty());
  }

  private static Properties dotenv() {
    Properties properties = new Properties();
    Path file = Path.of(".env");
    if (!Files.isReadable(file)) {
      return properties;
    }
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    properties.replaceAll((key, value) -> Settings.unquoted(((String) value).strip()));
    return properties;
  }

  /**
   * MicroProfile Config where the server has it, which brings the sources that its operators know.
   * It is no part of Jakarta EE, so it is asked by name.
   */
  private static Optional<SettingSource> microProfile() {
    try {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      Object config = Class.forName(MICROPROFILE, true, loader).getMethod("getConfig").invoke(null);
      Class<?> type = Class.forName("org.eclipse.microprofile.config.Config", true, loader);
      Method value = type.getMethod("getOptionalValue", String.class, Class.class);
      return Optional.of(
          new SettingSource("MicroProfile Config", key -> optional(config, value, key)));
    } catch (ReflectiveOperationException | LinkageError e) {
      LOG.log(Level.FINE, "There is no MicroProfile Config here", e);
      return Optional.empty();
    }
  }

  private static String optional(Object config, Method value, String key) {
    try {
      return (String) ((Optional<?>) value.invoke(config, key, String.class)).orElse(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("%s cannot be read".formatted(key), e);
    }
  }
}
