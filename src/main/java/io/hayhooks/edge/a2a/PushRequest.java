// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.a2a;

import io.hayhooks.task.PushConfig;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;

/** A push notification as an HTTP request. */
final class PushRequest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private PushRequest() {}

  static HttpRequest of(URI target, PushConfig config, byte[] json) {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(target)
              .timeout(TIMEOUT)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofByteArray(json));
      if (config.token() != null) {
        request.header("X-A2A-Notification-Token", config.token());
      }
      if (config.scheme() != null && config.credentials() != null) {
        request.header("Authorization", config.scheme() + " " + config.credentials());
      }
      return request.build();
    } catch (IllegalArgumentException e) {
      throw Params.wrong("token, scheme and credentials must be such as a header can hold");
    }
  }
}
