// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.task;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * One task as a file: what lists need stands before the task itself, so that they read no more. A
 * file that is there is whole, whenever the server dies. It is not forced down to the medium, which
 * would hold up every turn: the last seconds may go with the power of the machine.
 */
final class TaskFile {
  private static final String TASK = "task";

  private TaskFile() {}

  static void write(TaskRecord record, Path file) throws IOException {
    Path draft = file.resolveSibling(UUID.randomUUID() + ".tmp");
    try {
      try (OutputStream out = Files.newOutputStream(draft);
          JsonGenerator json = TaskJson.MAPPER.createGenerator(out)) {
        json.writeStartObject();
        json.writeStringField("agent", record.agent());
        json.writeStringField("server", record.server());
        json.writeStringField("created", record.created().toString());
        json.writeStringField("updated", record.updated().toString());
        json.writeStringField("contextId", record.task().contextId());
        json.writeStringField("state", record.task().status().state().label());
        json.writePOJOField(TASK, record.task());
        json.writeEndObject();
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  static TaskHead head(String id, Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        JsonParser json = TaskJson.MAPPER.createParser(in)) {
      return head(id, file, json);
    }
  }

  static TaskRecord read(String id, Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        JsonParser json = TaskJson.MAPPER.createParser(in)) {
      TaskHead head = head(id, file, json);
      Task task = json.readValueAs(Task.class);
      return new TaskRecord(head.agent(), head.server(), head.created(), head.updated(), task);
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new IOException("It holds no task", e);
    }
  }

  /** Leaves the parser at the task. */
  private static TaskHead head(String id, Path file, JsonParser json) throws IOException {
    Map<String, String> fields = new TreeMap<>();
    json.nextToken();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      if (name.equals(TASK)) {
        return head(id, file, fields);
      }
      fields.put(name, json.getText());
    }
    throw new IOException("It holds no task");
  }

  private static TaskHead head(String id, Path file, Map<String, String> fields)
      throws IOException {
    try {
      return new TaskHead(
          id,
          fields.get("agent"),
          fields.get("server"),
          Instant.parse(fields.get("created")),
          Instant.parse(fields.get("updated")),
          fields.get("contextId"),
          TaskState.of(fields.get("state")),
          file);
    } catch (RuntimeException e) {
      throw new IOException("Its head is not complete", e);
    }
  }
}
