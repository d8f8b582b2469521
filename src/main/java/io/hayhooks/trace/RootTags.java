// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.trace;

import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.RunHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is said of a call's own span, in the order in which Hayhooks says it. */
final class RootTags {
  private static final int MAX_MESSAGE = 500;

  private RootTags() {}

  static List<Tag> of(TraceStart start, TraceMoment moment) {
    List<Tag> tags = new ArrayList<>(start.tags());
    tags.add(0, new Tag("hayhooks.pipeline.name", start.pipeline()));
    moment.stream().ifPresent(head -> stream(head, tags));
    if (moment.ended()) {
      tags.add(new Tag("hayhooks.success", Boolean.toString(!moment.failed())));
      moment.failure().ifPresent(failure -> failure(failure, tags));
      if (moment.failed() && moment.failure().isEmpty()) {
        tags.add(new Tag("hayhooks.error.type", moment.outcome()));
      }
    }
    if (!start.requestId().isEmpty()) {
      tags.add(new Tag("hayhooks.request.id", start.requestId()));
    }
    if (moment.truncated()) {
      tags.add(new Tag("hayhooks.trace.truncated", "true"));
    }
    return tags;
  }

  private static void stream(RunHead head, List<Tag> tags) {
    boolean bytes = head.contentType() == null || head.contentType().startsWith("text/plain");
    tags.add(new Tag("hayhooks.response.stream_type", bytes ? "plain" : "sse"));
    tags.add(new Tag("hayhooks.response.streaming", "true"));
  }

  private static void failure(ServerException failure, List<Tag> tags) {
    tags.add(new Tag("hayhooks.error.type", failure.code().name().toLowerCase(Locale.ROOT)));
    tags.add(new Tag("hayhooks.error.message", shortened(failure.getMessage())));
    tags.add(new Tag("hayhooks.http.status_code", Integer.toString(failure.status())));
  }

  static String shortened(String message) {
    return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE) + "…";
  }
}
