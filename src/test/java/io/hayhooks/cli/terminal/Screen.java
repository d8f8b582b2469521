// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.terminal;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A terminal whose output can be looked at. */
public final class Screen {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Terminal terminal;

  public Screen(Surroundings surroundings) {
    terminal = new Terminal(stream(out), stream(err), surroundings);
  }

  /** One that nobody looks at. */
  public static Screen unwatched() {
    return new Screen(Surroundings.NOBODY);
  }

  /** A person's, without colours. */
  public static Screen watched(int width) {
    return new Screen(new Surroundings(true, true, true, false, width));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  public Terminal terminal() {
    return terminal;
  }

  public String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  public String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
