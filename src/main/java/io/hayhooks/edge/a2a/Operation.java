// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.a2a;

import java.util.Optional;

/** What a client can ask for, by its names in both versions. */
enum Operation {
  SEND("SendMessage", "message/send"),
  STREAM("SendStreamingMessage", "message/stream"),
  GET("GetTask", "tasks/get"),
  LIST("ListTasks", null),
  CANCEL("CancelTask", "tasks/cancel"),
  SUBSCRIBE("SubscribeToTask", "tasks/resubscribe"),
  PUSH_ADD("CreateTaskPushNotificationConfig", "tasks/pushNotificationConfig/set"),
  PUSH_FIND("GetTaskPushNotificationConfig", "tasks/pushNotificationConfig/get"),
  PUSH_LIST("ListTaskPushNotificationConfigs", "tasks/pushNotificationConfig/list"),
  PUSH_DELETE("DeleteTaskPushNotificationConfig", "tasks/pushNotificationConfig/delete"),
  EXTENDED_CARD("GetExtendedAgentCard", "agent/getAuthenticatedExtendedCard");

  private final String name;
  private final String oldName;

  Operation(String name, String oldName) {
    this.name = name;
    this.oldName = oldName;
  }

  /** Whether the answer is a stream. */
  boolean isStreamed() {
    return this == STREAM || this == SUBSCRIBE;
  }

  static Optional<Operation> named(String method) {
    for (Operation operation : values()) {
      if (operation.name.equals(method)) {
        return Optional.of(operation);
      }
    }
    return Optional.empty();
  }

  static Optional<Operation> namedBefore(String method) {
    for (Operation operation : values()) {
      if (method.equals(operation.oldName)) {
        return Optional.of(operation);
      }
    }
    return Optional.empty();
  }
}
