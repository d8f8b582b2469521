// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.openai;

import io.hayhooks.file.StoredFile;
import io.hayhooks.pipeline.Header;
import io.hayhooks.pipeline.RunChunk;
import io.hayhooks.pipeline.RunFile;
import io.hayhooks.pipeline.RunHead;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Flow;

/** A stored file's bytes as an answer: for downloading, never as a page of this server's. */
final class FileContent {
  private FileContent() {}

  static RunFile of(StoredFile file) {
    String name = file.object().path("filename").asText(file.id());
    String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    RunHead head =
        new RunHead(
            200,
            "application/octet-stream",
            List.of(
                new Header("Content-Disposition", "attachment; filename*=UTF-8''" + encoded),
                new Header("X-Content-Type-Options", "nosniff")));
    return new RunFile(head, file.content(), FileContent::nothing);
  }

  /** Nobody has anything to do when the file was sent. */
  private static void nothing(Flow.Subscriber<? super RunChunk> subscriber) {
    subscriber.onSubscribe(
        new Flow.Subscription() {
          @Override
          public void request(long n) {
            subscriber.onComplete();
          }

          @Override
          public void cancel() {}
        });
  }
}
