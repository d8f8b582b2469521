// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.task;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How far a task is. */
public enum TaskState {
  SUBMITTED,
  WORKING,
  COMPLETED,
  FAILED,
  CANCELED,
  /** The agent has asked something and waits for the answer. */
  INPUT_REQUIRED,
  /** The agent did not begin. */
  REJECTED,
  /** No pipeline asks for that; clients may. */
  AUTH_REQUIRED;

  private static final String PREFIX = "TASK_STATE_";

  /** The name as A2A 1.0 has it. */
  @JsonValue
  public String label() {
    return PREFIX + name();
  }

  /** The state with that label; null when there is none. */
  @JsonCreator
  public static TaskState of(String label) {
    for (TaskState state : values()) {
      if (state.label().equals(label)) {
        return state;
      }
    }
    return null;
  }

  /** Whether nothing follows. */
  public boolean isTerminal() {
    return switch (this) {
      case COMPLETED, FAILED, CANCELED, REJECTED -> true;
      case SUBMITTED, WORKING, INPUT_REQUIRED, AUTH_REQUIRED -> false;
    };
  }

  /** Whether nothing follows until somebody sends a message. */
  public boolean isAtRest() {
    return isTerminal() || this == INPUT_REQUIRED || this == AUTH_REQUIRED;
  }
}
