// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.task;

import io.hayhooks.config.Settings;
import io.hayhooks.config.TasksConfig;
import io.hayhooks.config.TelemetryConfig;
import io.hayhooks.config.TraceConfig;
import io.hayhooks.deploy.PipelineRegistry;
import io.hayhooks.deploy.RecordedChanges;
import io.hayhooks.pipeline.Deadline;
import io.hayhooks.run.RunService;
import io.hayhooks.trace.TraceExport;
import io.hayhooks.trace.Traces;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

/** Everything that keeps tasks, over a directory of the test's, with one agent called "agent". */
final class TaskRoom {
  static final String AGENT = "agent";

  final ScriptedAgent agent = new ScriptedAgent();
  final List<TaskSettled> settled = new CopyOnWriteArrayList<>();
  final TasksConfig config;
  final TaskServers servers;
  final TaskStore store;
  final PushStore pushes;
  final WorkingTasks working;
  final TaskService service;

  TaskRoom(Path data, Map<String, String> settings) {
    this(data, settings, Runnable::run);
  }

  /** With an executor for what is written. */
  TaskRoom(Path data, Map<String, String> settings, Executor writing) {
    Map<String, String> all = new TreeMap<>(settings);
    all.put("HAYHOOKS_DATA_DIR", data.toString());
    config = new TasksConfig(Settings.of(all));
    servers = new TaskServers(config);
    store = new TaskStore(config, servers, new TaskSweeper(config));
    pushes = new PushStore(store);
    working = new WorkingTasks(new TaskWrites(store, writing), settled::add, Clock.systemUTC());
    PipelineRegistry registry = new PipelineRegistry(new RecordedChanges());
    registry.replace(agent.deployed(AGENT));
    ChatRuns runs = new ChatRuns(new RunService(registry), untraced());
    service = new TaskService(store, working, runs, pushes, config, Runnable::run);
  }

  private static Traces untraced() {
    Settings settings = Settings.of(Map.of("HAYHOOKS_TRACING_ENABLED", "false"));
    return new Traces(
        new TraceConfig(settings), new TraceExport(new TelemetryConfig(settings), null));
  }

  static Message says(String text, String task, String context) {
    return new Message(
        "m", context, task, Role.USER, List.of(Part.text(text)), null, List.of(), List.of());
  }

  WorkingTask send(String text) {
    return send(says(text, null, null));
  }

  WorkingTask send(Message message) {
    return service.send(AGENT, new Assignment(message, 10, Deadline.NONE, Optional.empty())).join();
  }

  /** Sends, and takes what it comes to. */
  Task ask(Message message) {
    return send(message).rest().join();
  }
}
