// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.rest;

import io.hayhooks.deploy.KnownRevision;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The revisions of a pipeline, the latest first. */
record RevisionsAnswer(String name, List<One> revisions) {
  /** One of them. */
  record One(String revision, String deployedAt, boolean current, String kind) {
    static One of(KnownRevision known) {
      return new One(
          known.id(),
          known.deployedAt().truncatedTo(ChronoUnit.MILLIS).toString(),
          known.isCurrent(),
          known.isYaml() ? "yaml" : "files");
    }
  }

  static RevisionsAnswer of(String name, List<KnownRevision> revisions) {
    return new RevisionsAnswer(name, revisions.stream().map(One::of).toList());
  }
}
