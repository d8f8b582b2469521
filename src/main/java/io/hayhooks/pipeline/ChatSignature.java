// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.pipeline;

/**
 * How to chat with a pipeline.
 *
 * @param wantsHeaders whether the method declares the HTTP request's headers
 */
public record ChatSignature(boolean wantsHeaders) {}
