// SPDX-License-Identifier: Apache-2.0
/**
 * Pictures of pipelines: {@code GET /draw/{name}}. {@link io.hayhooks.edge.draw.Drawings} asks the
 * pipeline for its graph, a layout gives it places, and {@link io.hayhooks.edge.draw.Picture} is
 * what comes of it, written as SVG or PNG. It knows {@code run}, {@code deploy} and {@code
 * edge.http}.
 */
package io.hayhooks.edge.draw;
