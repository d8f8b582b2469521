// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.task;

import static java.util.Objects.requireNonNull;

/**
 * Where to tell that a task came to rest. What is absent is null.
 *
 * @param token what to show there, so that it knows what this is about
 * @param scheme how to authenticate, for example {@code Bearer}
 * @param credentials with what
 * @param version the version of the protocol that it was asked for in, and that it is told in
 */
public record PushConfig(
    String id, String url, String token, String scheme, String credentials, String version) {
  public PushConfig {
    requireNonNull(id, "id is null");
    requireNonNull(url, "url is null");
    requireNonNull(version, "version is null");
  }

  /** The same for a certain task, whose id is the default of its own. */
  PushConfig of(String taskId) {
    return id.isEmpty() ? new PushConfig(taskId, url, token, scheme, credentials, version) : this;
  }
}
