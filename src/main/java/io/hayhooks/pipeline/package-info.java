// SPDX-License-Identifier: Apache-2.0
/**
 * The nouns: what a user deploys, by which name, with which files, and what it can do once loaded.
 * Also the SPI that an engine implements, {@link io.hayhooks.pipeline.PipelineEngine} and {@link
 * io.hayhooks.pipeline.DeployedPipeline}. The package knows only {@code error}; {@code deploy},
 * {@code run}, the edges and the engines all build on it.
 */
package io.hayhooks.pipeline;
