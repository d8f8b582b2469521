// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Event streams, and chats that come in them. */
final class StreamsTest {
  private final List<String> pieces = new ArrayList<>();

  private static EventStream events(String text) {
    return new EventStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private String chat(String... frames) throws IOException {
    return ChatStream.read(
        events("data: " + String.join("\n\ndata: ", frames) + "\n\n"),
        piece -> pieces.add(piece.kind() + " " + piece.text()));
  }

  @Test
  void anEventIsItsDataLines() throws IOException {
    EventStream events = events(": ping\n\nevent: x\ndata: a\ndata:b\n\n\ndata:\n\ndata: last");
    assertThat(events.next()).hasValue("a\nb");
    assertThat(events.next()).hasValue("");
    assertThat(events.next()).hasValue("last");
    assertThat(events.next()).isEmpty();
  }

  @Test
  void aChatIsTextThoughtsAndEvents() throws IOException {
    String whole =
        chat(
            "{\"choices\":[{\"delta\":{\"role\":\"assistant\",\"reasoning_content\":\"Hm\"}}]}",
            "{\"event\":{\"type\":\"status\",\"data\":{\"description\":\"Looking\"}}}",
            "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"function\":{\"name\":\"find\"}}]}}]}",
            "{\"choices\":[{\"delta\":{\"content\":\"Hel\"}}]}",
            "{\"choices\":[{\"delta\":{\"content\":\"lo\"},\"finish_reason\":\"stop\"}]}",
            "{\"choices\":[],\"usage\":{}}",
            "[DONE]",
            "{\"choices\":[{\"delta\":{\"content\":\"never\"}}]}");
    assertThat(whole).isEqualTo("Hello");
    assertThat(pieces)
        .containsExactly("REASONING Hm", "EVENT Looking", "EVENT tool find", "TEXT Hel", "TEXT lo");
  }

  @Test
  void anErrorEndsAChat() {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> chat("{\"error\":{\"message\":\"It broke\"}}"))
        .withMessage("It broke");
  }
}
