// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli;

import io.hayhooks.config.LauncherConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The command line of the server's virtual machine. */
record JvmCommand(List<String> userOptions, ClassArchive archive, Map<String, String> properties) {

  List<String> of(Workplace workplace, Doors doors) {
    Path root = workplace.run().root();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(archive.options());
    if (userOptions.stream().noneMatch(option -> option.matches("-XX:[+]Use\\w+GC"))) {
      command.add("-XX:+UseParallelGC"); // nearly all garbage here dies young
    }
    command.addAll(userOptions);
    command.addAll(
        List.of(
            "-Dfile.encoding=UTF-8",
            "-Dsun.stderr.encoding=UTF-8",
            "-Djava.awt.headless=true",
            "-D" + LauncherConfig.NO_UPGRADES + "=true", // as domain.xml says
            "-Djava.net.preferIPv4Stack=false",
            "-Djava.util.logging.manager=io.hayhooks.cli.server.LastingLogging",
            "-Djava.util.logging.config.file=" + root.resolve("config/logging.properties")));
    properties.forEach((key, value) -> command.add("-D%s=%s".formatted(key, value)));
    command.addAll(List.of("-jar", workplace.home().serverJar().toString()));
    command.addAll(
        List.of(
            root.toString(),
            workplace.run().application().toString(),
            doors.urls().probed(),
            doors.urls().shown()));
    new TreeMap<>(doors.places()).forEach((name, url) -> command.addAll(List.of(name, url)));
    return command;
  }
}
