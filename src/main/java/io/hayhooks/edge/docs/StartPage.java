// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.docs;

import static io.hayhooks.edge.docs.Html.escape;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import java.util.List;

/** The page that says what is deployed and where things are. */
final class StartPage {
  private static final String EXAMPLE_WRAPPER =
      "from hayhooks import BasePipelineWrapper\\n\\n\\n"
          + "class PipelineWrapper(BasePipelineWrapper):\\n"
          + "    def setup(self) -> None:\\n"
          + "        self.greeting = \\\"Hello\\\"\\n\\n"
          + "    def run_api(self, name: str) -> str:\\n"
          + "        return f\\\"{self.greeting}, {name}!\\\"\\n";

  private final Assets assets;
  private final String version;

  StartPage(Assets assets, String version) {
    this.assets = requireNonNull(assets, "assets is null");
    this.version = requireNonNull(version, "version is null");
  }

  /**
   * The page.
   *
   * @param here the application's address as the server knows it; a script puts the browser's
   *     instead
   */
  String html(List<PipelineCard> pipelines, String here) {
    return """
        <!doctype html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <meta name="color-scheme" content="light dark">
          <title>Hayhooks EE</title>
          <link rel="icon" type="image/svg+xml" href="%s">
          <link rel="stylesheet" href="%s">
          <script type="module" src="%s"></script>
        </head>
        <body class="start">
          <header>
            <h1>Hayhooks EE</h1>
            <p>Haystack pipelines and agents as REST routes and OpenAI-compatible models.</p>
          </header>
          <main>
            <section aria-labelledby="deployed">
              <h2 id="deployed">Pipelines</h2>
        %s
            </section>
        %s
        %s
          </main>
          <footer><p>Hayhooks EE %s</p></footer>
        </body>
        </html>
        """
        .formatted(
            assets.path("hayhooks.svg"),
            assets.path("hayhooks.css"),
            assets.path("here.js"),
            pipelines(pipelines),
            places(here),
            firstSteps(pipelines, here),
            escape(version));
  }

  private static String pipelines(List<PipelineCard> pipelines) {
    if (pipelines.isEmpty()) {
      return "      <p>Nothing is deployed yet. <a href=\"#first\">Deploy your first pipeline</a>.</p>";
    }
    return pipelines.stream()
        .map(StartPage::card)
        .collect(joining("\n", "      <ul class=\"pipelines\">\n", "\n      </ul>"));
  }

  private static String card(PipelineCard pipeline) {
    return """
                <li>
                  <h3>%s</h3>
                  <p class="state %s">%s</p>
                  %s%s%s
                </li>\
        """
        .formatted(
            escape(pipeline.name()),
            pipeline.serves() ? "good" : "bad",
            escape(pipeline.state()),
            paragraph("description", pipeline.description()),
            paragraph("reason", pipeline.reason()),
            facts(pipeline));
  }

  private static String facts(PipelineCard pipeline) {
    String run = pipeline.operationId().map(id -> runRoute(pipeline.runPath(), id)).orElse("");
    String model = pipeline.isModel() ? fact("Model", escape(pipeline.name())) : "";
    String graph = pipeline.hasGraph() ? graph(pipeline.drawPath()) : "";
    String facts = run + model + graph;
    return facts.isEmpty() ? "" : "<dl>" + facts + "</dl>";
  }

  private static String graph(String path) {
    return fact(
        "Graph", "<a href=\"%s?format=svg\">GET /%s</a>".formatted(escape(path), escape(path)));
  }

  private static String runRoute(String path, String operationId) {
    return fact(
        "Run",
        "<a href=\"docs#/pipelines/%s\">POST /%s</a>".formatted(escape(operationId), escape(path)));
  }

  private static String fact(String name, String html) {
    return "<div><dt>%s</dt><dd><code>%s</code></dd></div>".formatted(name, html);
  }

  private static String paragraph(String style, String text) {
    return text.isEmpty()
        ? ""
        : "<p class=\"%s\">%s</p>\n          ".formatted(style, escape(text));
  }

  private static String places(String here) {
    return """
            <section aria-labelledby="places">
              <h2 id="places">Where things are</h2>
              <dl class="places">
                <div><dt><a href="docs">Swagger UI</a></dt><dd>every route, to try out</dd></div>
                <div><dt><a href="redoc">ReDoc</a></dt><dd>every route, to read</dd></div>
                <div><dt><a href="openapi.json">openapi.json</a>, <a href="openapi.yaml">openapi.yaml</a></dt><dd>every route, for programs</dd></div>
                <div><dt><a href="status">Status</a></dt><dd>what is deployed and how it is, as JSON</dd></div>
                <div><dt><a href="v1/models">Models</a></dt><dd>pipelines that chat or respond; base URL for OpenAI clients: <code>%s/v1</code></dd></div>
              </dl>
            </section>\
        """
        .formatted(here(here));
  }

  private static String firstSteps(List<PipelineCard> pipelines, String here) {
    String model =
        pipelines.stream()
            .filter(PipelineCard::isModel)
            .map(PipelineCard::name)
            .findFirst()
            .orElse("my_pipeline");
    return """
            <section aria-labelledby="first">
              <h2 id="first">First steps</h2>
              <h3>Deploy</h3>
              <pre tabindex="0" aria-label="Command that deploys a pipeline"><code>curl -X POST %1$s/deploy_files \\
          -H 'Content-Type: application/json' \\
          -d '{"name": "greeting", "overwrite": true, "files": {"pipeline_wrapper.py": "%2$s"}}'</code></pre>
              <h3>Run</h3>
              <pre tabindex="0" aria-label="Command that runs a pipeline"><code>curl -X POST %1$s/greeting/run \\
          -H 'Content-Type: application/json' \\
          -d '{"name": "world"}'</code></pre>
              <h3>Chat</h3>
              <pre tabindex="0" aria-label="Command that chats with a pipeline"><code>curl -X POST %1$s/v1/chat/completions \\
          -H 'Content-Type: application/json' \\
          -d '{"model": "%3$s", "messages": [{"role": "user", "content": "Hello!"}]}'</code></pre>
            </section>\
        """
        .formatted(here(here), escape(EXAMPLE_WRAPPER), escape(forShell(model)));
  }

  /** As it stands in JSON in a shell's single quotes. */
  private static String forShell(String name) {
    return name.replace("\\", "\\\\").replace("\"", "\\\"").replace("'", "'\\''");
  }

  private static String here(String here) {
    return "<span class=\"here\">%s</span>".formatted(escape(here));
  }
}
