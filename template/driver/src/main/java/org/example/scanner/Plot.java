package org.example.scanner;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;

/** Draws readings as a line. */
final class Plot {
    private static final int WIDTH = 480;
    private static final int HEIGHT = 240;
    private static final int MARGIN = 12;

    private Plot() {}

    /**
     * A JPEG picture.
     *
     * @param readings in counts
     * @param points how many there will be
     * @param fullScale the largest possible reading
     */
    static byte[] jpeg(List<Integer> readings, int points, int fullScale) throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, WIDTH, HEIGHT);
        g.setColor(Color.LIGHT_GRAY);
        g.drawRect(MARGIN, MARGIN, WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN);
        g.setColor(Color.BLUE);
        for (int i = 1; i < readings.size(); i++) {
            g.drawLine(
                    x(i - 1, points),
                    y(readings.get(i - 1), fullScale),
                    x(i, points),
                    y(readings.get(i), fullScale));
        }
        g.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", out);
        return out.toByteArray();
    }

    private static int x(int point, int points) {
        return MARGIN + point * (WIDTH - 2 * MARGIN) / Math.max(1, points - 1);
    }

    private static int y(int reading, int fullScale) {
        return HEIGHT - MARGIN - reading * (HEIGHT - 2 * MARGIN) / Math.max(1, fullScale);
    }
}
