// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.hayhooks.deploy.RevisionContent;
import io.hayhooks.deploy.RevisionFile;
import java.util.List;
import java.util.Optional;

/** A revision with its files. */
record RevisionAnswer(String name, @JsonUnwrapped RevisionsAnswer.One revision, List<One> files) {
  /** One file; without a text when it has none, or too much of it. */
  record One(String path, long size, String sha256, Optional<String> text) {
    static One of(RevisionFile file) {
      return new One(file.path(), file.size(), file.hash(), file.text());
    }
  }

  static RevisionAnswer of(String name, RevisionContent content) {
    return new RevisionAnswer(
        name,
        RevisionsAnswer.One.of(content.revision()),
        content.files().stream().map(One::of).toList());
  }
}
