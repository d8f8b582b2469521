// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.task;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What was said in a context, in the words of OpenAI's chat completions. */
final class Conversation {
  private static final String TYPE = "type";
  private static final String TEXT = "text";
  private static final String FILE = "file";

  private final ArrayNode messages = JsonNodeFactory.instance.arrayNode();

  private Conversation() {}

  /** The messages of earlier tasks, the oldest first, and of the present one. */
  static ArrayNode of(List<Task> earlier, Task present) {
    Conversation conversation = new Conversation();
    earlier.forEach(conversation::addWhole);
    present.history().forEach(message -> conversation.add(present, message));
    return conversation.messages;
  }

  private void addWhole(Task task) {
    task.history().forEach(message -> add(task, message));
    if (task.status().state() == TaskState.INPUT_REQUIRED && task.status().message() != null) {
      add(task, task.status().message());
    } else if (!task.artifacts().isEmpty()) {
      add("assistant", task.artifacts().get(task.artifacts().size() - 1).text());
    }
  }

  private void add(Task task, Message message) {
    if (message.role() == Role.AGENT) {
      String before =
          task.artifacts().stream()
              .filter(artifact -> artifact.artifactId().equals(message.messageId()))
              .map(artifact -> artifact.text() + "\n")
              .findFirst()
              .orElse("");
      add("assistant", before + text(message.parts()));
    } else if (message.parts().stream().anyMatch(Conversation::isFile)) {
      ArrayNode content = messages.addObject().put("role", "user").putArray("content");
      message.parts().stream().filter(Conversation::says).forEach(part -> add(part, content));
    } else {
      add("user", text(message.parts()));
    }
  }

  private void add(String role, String text) {
    if (!text.isEmpty()) {
      messages.addObject().put("role", role).put("content", text);
    }
  }

  private static boolean isFile(Part part) {
    return part.raw() != null || part.url() != null;
  }

  private static boolean says(Part part) {
    return isFile(part) || part.text() != null || part.data() != null;
  }

  private static String text(List<Part> parts) {
    return String.join(
        "\n", parts.stream().filter(Conversation::says).map(Conversation::text).toList());
  }

  private static String text(Part part) {
    return part.text() != null ? part.text() : String.valueOf(part.data());
  }

  private static void add(Part part, ArrayNode content) {
    String type = part.mediaType() == null ? "application/octet-stream" : part.mediaType();
    ObjectNode item = content.addObject();
    if (!isFile(part)) {
      item.put(TYPE, TEXT).put(TEXT, text(part));
    } else if (type.startsWith("image/")) {
      item.put(TYPE, "image_url").putObject("image_url").put("url", url(part, type));
    } else if (part.raw() != null && type.startsWith("audio/")) {
      ObjectNode audio = item.put(TYPE, "input_audio").putObject("input_audio");
      audio.put("data", part.raw()).put("format", type.substring("audio/".length()));
    } else {
      ObjectNode file = item.put(TYPE, FILE).putObject(FILE);
      file.put("filename", part.filename() == null ? FILE : part.filename());
      file.put(part.raw() == null ? "file_url" : "file_data", url(part, type));
    }
  }

  private static String url(Part part, String type) {
    return part.raw() == null ? part.url() : "data:" + type + ";base64," + part.raw();
  }
}
