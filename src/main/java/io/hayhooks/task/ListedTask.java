// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.task;

import static java.util.Objects.requireNonNull;

import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;

/** One line of a list of tasks; what it tells of is read when its page is. */
record ListedTask(String id, String contextId, TaskState state, Instant updated, Source source) {
  static final Comparator<ListedTask> LATEST_FIRST =
      Comparator.comparing(ListedTask::updated).thenComparing(ListedTask::id).reversed();

  /** Where the task itself is. */
  interface Source {
    Optional<Task> read() throws IOException;
  }

  ListedTask {
    requireNonNull(id, "id is null");
    requireNonNull(contextId, "contextId is null");
    requireNonNull(state, "state is null");
    requireNonNull(updated, "updated is null");
    requireNonNull(source, "source is null");
  }

  /** What to go on after this one with; right also when the task has changed or gone meanwhile. */
  String token() {
    String place = updated + " " + id;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(place.getBytes(StandardCharsets.UTF_8));
  }

  /** The place that a token tells, as a task without content. */
  static ListedTask at(String token) {
    try {
      byte[] place = Base64.getUrlDecoder().decode(token);
      String[] words = new String(place, StandardCharsets.UTF_8).split(" ", 2);
      if (words.length == 2) {
        Instant updated = Instant.parse(words[0]);
        return new ListedTask(words[1], "", TaskState.SUBMITTED, updated, Optional::empty);
      }
    } catch (IllegalArgumentException | DateTimeException e) {
      // told below
    }
    throw new ServerException(
        ErrorCode.INVALID_REQUEST, "The page token is not one of this server");
  }
}
