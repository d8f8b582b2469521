// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli;

import static java.util.Objects.requireNonNull;

import io.hayhooks.cli.terminal.Table;
import io.hayhooks.cli.terminal.Terminal;
import io.hayhooks.config.Settings;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hayhooks config}: what {@code hayhooks run} would find here. Secrets are never shown. */
@Command(
    name = "config",
    description =
        "Checks the settings and shows those that are not the defaults, and their origin.")
final class ConfigCommand implements Callable<Integer> {
  private static final Pattern SECRET = Pattern.compile(".*(KEY|TOKEN|SECRET|PASSWORD)S?$");
  private static final String PREFIX = "HAYHOOKS_";

  private final Terminal terminal;

  @Option(names = "--all", description = "Shows the defaults as well.")
  private boolean all;

  ConfigCommand(Terminal terminal) {
    this.terminal = requireNonNull(terminal, "terminal is null");
  }

  @Override
  public Integer call() {
    Settings settings = new Overrides().load(terminal);
    unknown(settings).forEach(name -> terminal.warning("No setting is named " + name));
    Table table = new Table("Setting", "Value", "From");
    List<String> shown =
        settings.names().stream().filter(name -> all || settings.origin(name).isPresent()).toList();
    shown.forEach(
        name -> table.add(name, value(settings, name), settings.origin(name).orElse("default")));
    if (shown.isEmpty()) {
      terminal.line("Every setting has its default; --all shows them.");
    } else {
      table.print(terminal);
    }
    return 0;
  }

  private static String value(Settings settings, String name) {
    String value = settings.text(name);
    return SECRET.matcher(name).matches() && !value.isEmpty() ? "(secret)" : value;
  }

  /** Names that look like settings, but are mistyped or of another version. */
  private static Set<String> unknown(Settings settings) {
    Set<String> names = new TreeSet<>(System.getenv().keySet());
    names.addAll(System.getProperties().stringPropertyNames());
    names.removeIf(name -> !name.startsWith(PREFIX) || settings.isKnown(name));
    return names;
  }
}
