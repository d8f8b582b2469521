// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.draw;

import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import java.util.Locale;

/** The forms in which a picture can be had. */
enum PictureType {
  PNG("image/png"),
  SVG("image/svg+xml");

  private final String mediaType;

  PictureType(String mediaType) {
    this.mediaType = mediaType;
  }

  String mediaType() {
    return mediaType;
  }

  /**
   * What a client wants.
   *
   * @param format {@code png} or {@code svg}, or null
   * @param accept what it says that it accepts, or null; counts where it does not name a format
   */
  static PictureType of(String format, String accept) {
    if (format == null) {
      return quality(accept, SVG) > quality(accept, PNG) ? SVG : PNG;
    }
    for (PictureType type : values()) {
      if (type.name().equalsIgnoreCase(format)) {
        return type;
      }
    }
    throw new ServerException(
        ErrorCode.INVALID_REQUEST, "The format of a picture is 'png' or 'svg'");
  }

  /** How much a type is wanted: what names it counts, then its kind, then anything. */
  private static double quality(String accept, PictureType type) {
    double[] qualities = {-1, -1, -1};
    for (String range : accept == null ? new String[0] : accept.split(",", -1)) {
      String[] parts = range.toLowerCase(Locale.ROOT).split(";", -1);
      double quality = quality(parts);
      switch (parts[0].strip()) {
        case "*/*" -> qualities[2] = quality;
        case "image/*" -> qualities[1] = quality;
        default -> {
          if (parts[0].strip().equals(type.mediaType)) {
            qualities[0] = quality;
          }
        }
      }
    }
    for (double quality : qualities) {
      if (quality >= 0) {
        return quality;
      }
    }
    return 0;
  }

  private static double quality(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String part = parts[i].strip();
      if (part.startsWith("q=")) {
        try {
          return Double.parseDouble(part.substring(2));
        } catch (NumberFormatException e) {
          return 0;
        }
      }
    }
    return 1;
  }
}
