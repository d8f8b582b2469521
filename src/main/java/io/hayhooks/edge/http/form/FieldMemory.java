// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http.form;

/** How much memory the text fields of one form may still take. */
final class FieldMemory {
  private final long most;
  private long taken;

  FieldMemory(long most) {
    this.most = most;
  }

  /** Takes some before it is used. */
  void take(int bytes) {
    taken += bytes;
    if (taken > most) {
      throw FormErrors.fieldsTooLarge(most);
    }
  }
}
