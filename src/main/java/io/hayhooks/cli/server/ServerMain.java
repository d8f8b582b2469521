// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.server;

import fish.payara.micro.boot.PayaraMicroBoot;
import java.io.File;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Entry of the server's process: Payara Micro with the WAR at the root context. */
public final class ServerMain {
  private static final Logger LOG = Logger.getLogger(ServerMain.class.getName());

  private ServerMain() {}

  /**
   * Boots the server; it then runs until the process is told to stop.
   *
   * @param args Payara's root directory, the WAR's directory, the base URLs to probe and show, and
   *     pairs of names and URLs to show as well
   */
  public static void main(String[] args) {
    ParentWatch.start();
    // What Payara prints is of no use to anyone; log lines go to the error stream.
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    if (!started(args)) {
      System.exit(1);
    }
    LOG.info(() -> ready(args));
  }

  private static String ready(String... args) {
    long millis = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    StringBuilder text = new StringBuilder("Ready after %.1f s:".formatted(millis / 1000.0));
    text.append(line("console", args[3] + "/"));
    text.append(line("API docs", args[3] + "/docs"));
    text.append(line("OpenAI base URL", args[3] + "/v1"));
    for (int i = 4; i + 1 < args.length; i += 2) {
      text.append(line(args[i], args[i + 1]));
    }
    return text.toString();
  }

  private static String line(String name, String url) {
    return "%n  %-15s  %s".formatted(name, url);
  }

  private static boolean started(String... args) {
    try {
      return serve(new File(args[0]), new File(args[1]), URI.create(args[2] + "/status"));
    } catch (Exception e) {
      LOG.log(Level.SEVERE, "The server cannot start", e);
      return false;
    }
  }

  private static boolean serve(File root, File application, URI status) throws Exception {
    URI jar = ServerMain.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    System.setProperty("fish.payara.micro.BootJar", jar.toString());
    System.setProperty("fish.payara.micro.UnpackDir", new File(jar).getParent());
    PayaraMicroBoot payara = boot("--rootdir", root.getPath());
    if (!payara.getRuntime().deploy("hayhooks", "/", application)) {
      LOG.severe("The server refused the web application; the lines above say why");
      return false;
    }
    return ReadyProbe.answers(status);
  }

  /** Payara's entry is no part of the API that its jar offers to compilers. */
  private static PayaraMicroBoot boot(String... args) throws ReflectiveOperationException {
    return (PayaraMicroBoot)
        Class.forName("fish.payara.micro.impl.PayaraMicroImpl")
            .getMethod("create", String[].class)
            .invoke(null, (Object) args);
  }
}
