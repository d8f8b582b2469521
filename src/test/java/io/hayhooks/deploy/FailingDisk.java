// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * A disk on which one step goes wrong. After a power cut no further step succeeds, as there is
 * nobody left to take one; after an error the following ones do.
 */
final class FailingDisk extends Disk {
  /** What goes wrong. */
  enum Fault {
    POWER_CUT,
    ERROR
  }

  /** The end of the process; nothing in the code under test may catch it. */
  static final class PowerCut extends Error {
    private static final long serialVersionUID = 1L;
  }

  private final Fault fault;
  private Path lowerLayer;
  private int stepsLeft;
  private boolean failed;

  /** A disk on which nothing goes wrong, faster than a real one. */
  FailingDisk() {
    this(Fault.ERROR, -1);
  }

  FailingDisk(Fault fault, int stepsLeft) {
    this(fault, stepsLeft, null);
  }

  /** A disk whose directory {@code lowerLayer} cannot be renamed, as in a container image. */
  FailingDisk(Fault fault, int stepsLeft, Path lowerLayer) {
    this.fault = fault;
    this.stepsLeft = stepsLeft;
    this.lowerLayer = lowerLayer;
  }

  /** Whether the step that goes wrong was reached. */
  boolean hasFailed() {
    return failed;
  }

  private void step() throws IOException {
    if (failed && fault == Fault.POWER_CUT) {
      throw new PowerCut();
    }
    if (stepsLeft-- == 0) {
      failed = true;
      if (fault == Fault.POWER_CUT) {
        throw new PowerCut();
      }
      throw new IOException("No space left on device");
    }
  }

  @Override
  boolean isLeftover(Path staged) {
    return true; // no test waits for as long as a server may take
  }

  @Override
  void createDirectories(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      step();
    }
    super.createDirectories(directory);
  }

  @Override
  void write(Path file, ByteBuffer content) throws IOException {
    byte[] bytes = new byte[content.remaining()];
    content.get(bytes);
    try {
      step();
    } catch (IOException | PowerCut e) {
      Files.write(file, Arrays.copyOf(bytes, bytes.length / 2), StandardOpenOption.CREATE_NEW);
      throw e;
    }
    Files.write(file, bytes, StandardOpenOption.CREATE_NEW);
  }

  @Override
  void copy(Path source, Path target) throws IOException {
    step();
    super.copy(source, target);
  }

  @Override
  void move(Path source, Path target) throws IOException {
    step();
    if (source.equals(lowerLayer) && Files.isDirectory(source, LinkOption.NOFOLLOW_LINKS)) {
      throw new AtomicMoveNotSupportedException("a", "b", "Invalid cross-device link");
    }
    super.move(source, target);
    if (target.equals(lowerLayer)) {
      lowerLayer = null; // what was moved there is in the upper layer
    }
  }

  @Override
  void delete(Path path) throws IOException {
    step();
    super.delete(path);
  }

  @Override
  void sync(Path path) throws IOException {
    step(); // and nothing more: the power is cut in the test's mind only
  }
}
