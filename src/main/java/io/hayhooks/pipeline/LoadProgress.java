// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.pipeline;

/**
 * Is told how far the loading of a pipeline is, by the thread that loads it or one that works for
 * it; must not block.
 */
public interface LoadProgress {
  /** Nobody is told. */
  LoadProgress UNTOLD =
      new LoadProgress() {
        @Override
        public void begins(LoadPhase phase) {}

        @Override
        public void prints(String line) {}
      };

  /** What was done before is done. */
  void begins(LoadPhase phase);

  /** A line of what a program says that works on it, fit for operators to see. */
  void prints(String line);
}
