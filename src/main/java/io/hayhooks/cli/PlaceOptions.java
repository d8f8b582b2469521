// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli;

import picocli.CommandLine.Option;

/** What all commands have in common that start a server: where its code is. */
final class PlaceOptions {
  private final Overrides overrides = new Overrides();

  Overrides overrides() {
    return overrides;
  }

  @Option(
      names = {"-d", "--pipelines-dir"},
      paramLabel = "DIR",
      description = "Where pipelines are kept (HAYHOOKS_PIPELINES_DIR).")
  void pipelinesDirectory(String value) {
    overrides.put("HAYHOOKS_PIPELINES_DIR", value);
  }

  @Option(
      names = "--additional-python-path",
      paramLabel = "DIR",
      description = "Added to the import path of every pipeline (HAYHOOKS_ADDITIONAL_PYTHON_PATH).")
  void additionalPythonPath(String value) {
    overrides.put("HAYHOOKS_ADDITIONAL_PYTHON_PATH", value);
  }

  @Option(
      names = "--python",
      paramLabel = "FILE",
      description = "Interpreter to use instead of a managed environment (HAYHOOKS_PYTHON).")
  void python(String value) {
    overrides.put("HAYHOOKS_PYTHON", value);
  }

  @Option(
      names = "--examples",
      description = "Deploys the bundled examples, too (HAYHOOKS_EXAMPLES).")
  void examples(boolean value) {
    overrides.put("HAYHOOKS_EXAMPLES", value);
  }
}
