// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

/**
 * A change of the pipelines directory that is made but can still be taken back, because what it
 * replaced is kept. Exactly one of the methods is called, once, soon, and by the thread that made
 * the change: until then nobody else can make one.
 */
interface SavedChange {
  /** Lets go of what was replaced. */
  void complete();

  /** Puts back what was replaced. */
  void undo();

  /** A change that touches no disk. */
  SavedChange NONE =
      new SavedChange() {
        @Override
        public void complete() {}

        @Override
        public void undo() {}
      };
}
