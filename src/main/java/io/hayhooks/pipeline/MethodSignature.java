// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.pipeline;

/**
 * How to call a method that takes an OpenAI request.
 *
 * @param wantsHeaders whether the method declares the HTTP request's headers
 */
public record MethodSignature(boolean wantsHeaders) {}
