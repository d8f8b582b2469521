// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import io.hayhooks.config.BundledFiles;
import io.hayhooks.config.PipelinesConfig;
import io.hayhooks.pipeline.PipelineFiles;
import io.hayhooks.pipeline.PipelineName;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The pipelines that the WAR brings: none, unless they are asked for. */
@Singleton
public final class Examples {
  private final boolean enabled;
  private final BundledFiles files;

  @Inject
  public Examples(PipelinesConfig config) {
    this(config.examples(), new BundledFiles("/examples"));
  }

  Examples(boolean enabled, BundledFiles files) {
    this.enabled = enabled;
    this.files = files;
  }

  /** The files of every example, by its name. */
  Map<PipelineName, PipelineFiles> all() {
    SortedMap<PipelineName, PipelineFiles> examples = new TreeMap<>();
    if (enabled) {
      SortedMap<String, Map<String, byte[]>> contents = new TreeMap<>();
      for (String path : files.paths()) {
        String[] parts = path.split("/", 2);
        contents.computeIfAbsent(parts[0], name -> new TreeMap<>()).put(parts[1], files.read(path));
      }
      contents.forEach(
          (name, content) -> examples.put(new PipelineName(name), PipelineFiles.of(content)));
    }
    return examples;
  }
}
