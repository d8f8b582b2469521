// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.a2a;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayhooks.task.Task;
import io.hayhooks.task.TaskEvent;
import java.util.List;

/** One version of the protocol: how what is meant looks in JSON. */
interface Dialect {
  /** Its number. */
  String version();

  /** Parameters in the form of 1.0. */
  ObjectNode params(Operation operation, ObjectNode params);

  /** A task as the result of a call that returns just that. */
  JsonNode task(Task task);

  /** A task as the answer to a message. */
  JsonNode answer(Task task);

  /** Something that happened to a task. */
  JsonNode event(TaskEvent event);

  /** Where notifications go, from the form of 1.0. */
  ObjectNode pushConfig(ObjectNode config);

  /** The same of several, each as above. */
  JsonNode pushConfigs(List<ObjectNode> configs);

  /** JSON-RPC's error object. */
  ObjectNode error(RpcException failure);
}
