// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import io.hayhooks.config.BundledFiles;
import io.hayhooks.config.PoolConfig;
import io.hayhooks.config.Settings;
import io.hayhooks.config.WorkerConfig;
import io.hayhooks.pipeline.DeployedPipeline;
import io.hayhooks.pipeline.PipelineName;
import io.hayhooks.pipeline.Revision;
import io.hayhooks.pipeline.RunStatus;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** A real engine whose workers are the fake ones of {@code fake_worker/__main__.py}. */
final class FakeEngine implements AutoCloseable {
  private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2);
  private final Path directory;
  private final PythonEngine engine;

  FakeEngine(Path directory) {
    this(directory, Map.of());
  }

  FakeEngine(Path directory, Map<String, String> settings) {
    this.directory = directory;
    Map<String, String> values = new HashMap<>(settings);
    values.put("HAYHOOKS_DATA_DIR", directory.resolve("data").toString());
    values.put("HAYHOOKS_PYTHON", Python3.PATH);
    engine =
        new PythonEngine(
            new WorkerConfig(Settings.of(values)),
            new PoolConfig(Settings.of(values)),
            new BundledFiles("/fake_worker"),
            new SimpleMeterRegistry(),
            scheduler,
            Executors.defaultThreadFactory());
  }

  /** Loads a pipeline that starts well. */
  DeployedPipeline load() {
    return load("{}");
  }

  /** Loads a pipeline that starts as {@code orders}, JSON, say. */
  DeployedPipeline load(String orders) {
    write(orders);
    return engine.load(new Revision(new PipelineName("fake"), "1", directory));
  }

  /** Loads a pipeline of the group {@code g}, which starts as {@code orders} say. */
  DeployedPipeline member(String name, String orders) {
    write(name, orders);
    return engine.load(new Revision(new PipelineName(name), "1", directory.resolve(name)));
  }

  /** Changes how a pipeline of the group starts the next time. */
  void write(String name, String orders) {
    Path own = directory.resolve(name);
    try {
      Files.createDirectories(own);
      Files.writeString(own.resolve("pipeline_wrapper.py"), "worker_group = 'g'");
      Files.writeString(own.resolve("start.json"), orders);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All calls that have not ended. */
  List<RunStatus> running() {
    return engine.running();
  }

  /** Cancels a call as an operator does. */
  boolean cancel(String id) {
    return engine.cancel(id);
  }

  /** Changes how the next worker starts. */
  void write(String orders) {
    try {
      Files.writeString(directory.resolve("start.json"), orders);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    engine.close();
    scheduler.shutdownNow();
  }
}
