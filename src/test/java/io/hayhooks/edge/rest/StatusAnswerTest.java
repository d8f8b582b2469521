// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hayhooks.deploy.FailedPipeline;
import io.hayhooks.edge.http.Json;
import io.hayhooks.pipeline.PipelineName;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusAnswerTest {
  private static String json(Object answer) {
    return new String(Json.bytes(answer), UTF_8);
  }

  @Test
  void anEmptyServerSaysAllThatHayhooksSays() {
    assertThat(json(StatusAnswer.of(List.of(), List.of())))
        .isEqualTo(
            "{\"status\":\"Up!\",\"pipelines\":[],\"durable_mode\":false,"
                + "\"durable\":{\"healthy\":true,\"deployments\":{}},\"deployments\":[],"
                + "\"capabilities\":{\"execution_enumeration\":false}}");
  }

  @Test
  void aFailedPipelineHasEveryFieldThatAServedOneHas() {
    assertThat(json(DeploymentStatus.of(new FailedPipeline("x", "It is broken"))))
        .isEqualTo(
            "{\"name\":\"x\",\"type\":\"unknown\",\"execution_mode\":\"request-bound\","
                + "\"state\":\"Failed\",\"description\":\"\",\"capabilities\":[],"
                + "\"revision\":null,\"health\":null,\"worker_scope\":\"responding process\","
                + "\"store_scope\":null,\"execution_enumeration\":false,"
                + "\"worker_group\":null,\"workers\":[],\"waiting\":0,"
                + "\"deployed_at\":null,\"error\":\"It is broken\"}");
  }

  @Test
  void theEndpointIsGivenAsHayhooksGivesIt() {
    assertThat(json(DeployAnswer.of(new PipelineName("with space é"))))
        .isEqualTo(
            "{\"status\":\"success\",\"message\":\"Pipeline deployed successfully\","
                + "\"name\":\"with space é\",\"success\":true,\"endpoint\":\"/with space é/run\"}");
  }
}
