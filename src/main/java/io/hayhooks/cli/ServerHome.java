// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli;

import static java.util.Objects.requireNonNull;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * Payara Micro, unpacked: {@code runtime/*.jar} and a {@code server.jar} that names them in its
 * class path. Reading jars from disk starts twice as fast as reading them out of a jar, and a class
 * path that stays the same lets the virtual machine reuse an archive of loaded classes. Every run
 * of the same executable jar shares one home.
 */
final class ServerHome {
  private static final String RUNTIME = "MICRO-INF/runtime/";
  private static final String LAUNCHER = "io/hayhooks/cli/server/";
  private static final String MAIN = "io.hayhooks.cli.server.ServerMain";

  private final Path directory;

  private ServerHome(Path directory) {
    this.directory = requireNonNull(directory, "directory is null");
  }

  /** The home of this jar below {@code homes}, unpacked if need be; the caller holds the lock. */
  static ServerHome of(ExecutableJar jar, Path homes) throws IOException {
    List<String> parts = new ArrayList<>(jar.names(LAUNCHER));
    parts.add("io/hayhooks/cli/ServerHome.class"); // how it is unpacked
    parts.add(ExecutableJar.PAYARA);
    Path directory = homes.resolve(jar.checksum(parts));
    if (!Files.isDirectory(directory)) {
      Path unfinished = Files.createTempDirectory(homes, Directories.UNFINISHED);
      unpack(jar, unfinished);
      Files.move(unfinished, directory);
    }
    return new ServerHome(directory);
  }

  Path directory() {
    return directory;
  }

  Path serverJar() {
    return directory.resolve("server.jar");
  }

  /** Where the runs of this home keep their files. */
  Path runs() {
    return directory.resolve("runs");
  }

  private static void unpack(ExecutableJar jar, Path directory) throws IOException {
    Path runtime = Files.createDirectories(directory.resolve("runtime"));
    Set<String> classPath = new TreeSet<>();
    try (JarInputStream payara = new JarInputStream(jar.open(ExecutableJar.PAYARA));
        JarOutputStream server = create(directory.resolve("server.jar"))) {
      copy(payara, runtime, classPath, server);
      addLauncher(jar, server);
      Manifest manifest = payara.getManifest();
      Attributes attributes = manifest.getMainAttributes();
      attributes.put(Attributes.Name.MAIN_CLASS, MAIN);
      attributes.put(Attributes.Name.CLASS_PATH, "runtime/" + String.join(" runtime/", classPath));
      server.putNextEntry(new JarEntry(JarFile.MANIFEST_NAME));
      manifest.write(server);
    }
  }

  private static JarOutputStream create(Path file) throws IOException {
    return new JarOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
  }

  private static void copy(
      JarInputStream payara, Path runtime, Set<String> classPath, JarOutputStream server)
      throws IOException {
    for (JarEntry entry = payara.getNextJarEntry();
        entry != null;
        entry = payara.getNextJarEntry()) {
      String name = entry.getName();
      String file = name.substring(name.lastIndexOf('/') + 1);
      if (!name.startsWith(RUNTIME)) {
        add(server, name, payara);
      } else if (!entry.isDirectory()) {
        Files.copy(payara, runtime.resolve(file));
        classPath.add(file);
      }
    }
  }

  private static void addLauncher(ExecutableJar jar, JarOutputStream server) throws IOException {
    for (String name : jar.names(LAUNCHER)) {
      try (InputStream content = jar.open(name)) {
        add(server, name, content);
      }
    }
  }

  private static void add(JarOutputStream jar, String name, InputStream content)
      throws IOException {
    jar.putNextEntry(new JarEntry(name));
    content.transferTo(jar);
    jar.closeEntry();
  }
}
