// SPDX-License-Identifier: Apache-2.0
/**
 * Files become a served pipeline. {@link io.hayhooks.deploy.DeploymentService} stages, loads,
 * commits and swaps, {@link io.hayhooks.deploy.PipelineStore} is the only writer of the pipelines
 * directory, and {@link io.hayhooks.deploy.PipelineRegistry} says what is served now. It knows
 * {@code pipeline}, {@code config} and {@code error}; the edges and {@code run} call it.
 */
package io.hayhooks.deploy;
