// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.trace;

import static java.util.Objects.requireNonNull;

import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of a trace and of a span in it, as in W3C's Trace Context.
 *
 * @param parentId the caller's span; empty when the trace begins here
 * @param state what other tracing systems want to be passed on; empty for nothing
 */
record TraceContext(String traceId, String spanId, String parentId, boolean sampled, String state) {
  private static final int MAX_STATE = 512;
  private static final Pattern PARENT =
      Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

  TraceContext {
    requireNonNull(traceId, "traceId is null");
    requireNonNull(spanId, "spanId is null");
    requireNonNull(parentId, "parentId is null");
    requireNonNull(state, "state is null");
  }

  /** A new span: of the caller's trace, if {@code parent} names one, or of a new trace. */
  static TraceContext next(String parent, String state) {
    Matcher matcher = parent == null ? null : PARENT.matcher(parent.strip());
    if (matcher == null || !matcher.matches() || !isValid(matcher)) {
      return new TraceContext(random() + random(), random(), "", true, "");
    }
    boolean sampled = (Integer.parseInt(matcher.group(4), 16) & 1) == 1;
    String kept = state == null || state.length() > MAX_STATE ? "" : state;
    return new TraceContext(matcher.group(2), random(), matcher.group(3), sampled, kept);
  }

  private static boolean isValid(Matcher parent) {
    String version = parent.group(1);
    return !version.equals("ff")
        && (parent.group(5) == null || !version.equals("00"))
        && !isZero(parent.group(2))
        && !isZero(parent.group(3));
  }

  private static boolean isZero(String digits) {
    return digits.chars().allMatch(digit -> digit == '0');
  }

  private static String random() {
    long number = ThreadLocalRandom.current().nextLong();
    return HexFormat.of().toHexDigits(number == 0 ? 1 : number).toLowerCase(Locale.ROOT);
  }

  /** The header {@code traceparent} for what this span calls. */
  String header() {
    return "00-" + traceId + '-' + spanId + (sampled ? "-01" : "-00");
  }
}
