// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.draw;

import io.hayhooks.edge.draw.Picture.Align;
import io.hayhooks.edge.draw.Picture.Dot;
import io.hayhooks.edge.draw.Picture.Piece;
import io.hayhooks.edge.draw.Picture.Rectangle;
import io.hayhooks.edge.draw.Picture.Shape;
import io.hayhooks.edge.draw.Picture.Text;
import io.hayhooks.edge.draw.Picture.Wire;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Paints a picture as PNG, with the fonts that this machine has. */
final class PngWriter {
  private static final double SCALE = 2;
  private static final double MOST_PIXELS = 24e6;

  private final Graphics2D graphics;

  private PngWriter(Graphics2D graphics) {
    this.graphics = graphics;
  }

  static byte[] write(Picture picture) {
    double scale = Math.min(SCALE, Math.sqrt(MOST_PIXELS / (picture.width() * picture.height())));
    BufferedImage image =
        new BufferedImage(
            pixels(picture.width() * scale),
            pixels(picture.height() * scale),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      new PngWriter(graphics).paint(picture, scale);
    } finally {
      graphics.dispose();
    }
    return bytes(image);
  }

  private static int pixels(double length) {
    return Math.max(1, (int) Math.ceil(length));
  }

  private static byte[] bytes(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void paint(Picture picture, double scale) {
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, Integer.MAX_VALUE, Integer.MAX_VALUE);
    graphics.scale(scale, scale);
    graphics.translate(-picture.x(), -picture.y());
    picture.shapes().forEach(this::paint);
  }

  private void paint(Shape shape) {
    if (shape instanceof Rectangle rectangle) {
      rectangle(rectangle);
    } else if (shape instanceof Wire wire) {
      wire(wire);
    } else if (shape instanceof Dot dot) {
      graphics.setColor(new Color(dot.color()));
      double radius = dot.radius();
      graphics.fill(
          new Ellipse2D.Double(dot.x() - radius, dot.y() - radius, 2 * radius, 2 * radius));
    } else if (shape instanceof Text text) {
      text(text);
    }
  }

  private void rectangle(Rectangle rectangle) {
    RoundRectangle2D outline =
        new RoundRectangle2D.Double(
            rectangle.x(),
            rectangle.y(),
            rectangle.width(),
            rectangle.height(),
            2 * rectangle.radius(),
            2 * rectangle.radius());
    graphics.setColor(new Color(rectangle.fill()));
    graphics.fill(outline);
    graphics.setColor(new Color(rectangle.border()));
    graphics.setStroke(new BasicStroke(1));
    graphics.draw(outline);
  }

  private void wire(Wire wire) {
    Path2D path = new Path2D.Double();
    double x = 0;
    double y = 0;
    for (Piece piece : wire.pieces()) {
      double middle = (x + piece.x()) / 2;
      switch (piece.kind()) {
        case START -> path.moveTo(piece.x(), piece.y());
        case STRAIGHT -> path.lineTo(piece.x(), piece.y());
        case CURVE -> path.curveTo(middle, y, middle, piece.y(), piece.x(), piece.y());
      }
      x = piece.x();
      y = piece.y();
    }
    graphics.setColor(new Color(wire.color()));
    graphics.setStroke(new BasicStroke(1.6f));
    graphics.draw(path);
  }

  /** Paints outlines, narrower than the font has them if there is too little room. */
  private void text(Text text) {
    if (text.text().isEmpty()) {
      return;
    }
    Font font =
        new Font(Font.SANS_SERIF, text.style().bold() ? Font.BOLD : Font.PLAIN, 1)
            .deriveFont(Map.of(TextAttribute.SIZE, text.size()));
    TextLayout layout = new TextLayout(text.text(), font, graphics.getFontRenderContext());
    double narrower = Math.min(1, text.width() / Math.max(1, layout.getAdvance()));
    double width = layout.getAdvance() * narrower;
    double x = text.style().align() == Align.RIGHT ? text.x() - width : text.x();
    AffineTransform place = AffineTransform.getTranslateInstance(x, text.y());
    place.scale(narrower, 1);
    graphics.setColor(new Color(text.style().color()));
    graphics.fill(layout.getOutline(place));
  }
}
