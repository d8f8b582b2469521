// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.environment;

import static java.util.Objects.requireNonNull;

import io.hayhooks.config.BundledFiles;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the worker package needs: {@code requirements.txt} with the versions of the managed
 * environment, {@code requirements.in} with any that will do.
 */
final class BaseRequirements {
  private final BundledFiles bundle;

  BaseRequirements(BundledFiles bundle) {
    this.bundle = requireNonNull(bundle, "bundle is null");
  }

  /** The text of {@code requirements.txt}. */
  String pinned() {
    return text("requirements.txt");
  }

  /** The text of {@code requirements.in}. */
  String loose() {
    return text("requirements.in");
  }

  /** The versions to prefer: {@code name==version}. */
  List<String> pins() {
    return requirements(pinned()).toList();
  }

  /** The versions to prefer so that pipelines get what an interpreter has. */
  List<String> pinsAsIn(Interpreter interpreter) {
    Map<String, String> pins = new LinkedHashMap<>();
    Stream.concat(pins().stream(), interpreter.installed(names()).stream())
        .forEach(pin -> pins.put(name(pin), pin));
    return List.copyOf(pins.values());
  }

  private List<String> names() {
    return requirements(loose()).map(BaseRequirements::name).toList();
  }

  /** The name in a requirement, as PyPI compares names. */
  static String name(String requirement) {
    return requirement
        .strip()
        .replaceFirst("(?s)[^A-Za-z0-9._-].*", "")
        .replaceAll("[-_.]+", "-")
        .toLowerCase(Locale.ROOT);
  }

  /** The lines of a requirements file that are no comments. */
  static Stream<String> requirements(String text) {
    return text.lines().filter(line -> !line.isBlank() && !line.startsWith("#"));
  }

  private String text(String file) {
    return new String(bundle.read(file), StandardCharsets.UTF_8);
  }
}
