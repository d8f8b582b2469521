// SPDX-License-Identifier: Apache-2.0
/**
 * What calls did, and when. {@link io.hayhooks.trace.Traces} gives every call that an edge asks it
 * for a trace, keeps the latest ones, and hands ended ones to a collector by OTLP if there is one.
 * It knows {@code pipeline}, {@code config} and {@code error}; edges begin traces and show them,
 * engines tell them what happens, by way of {@link io.hayhooks.pipeline.CallTrace}.
 */
package io.hayhooks.trace;
