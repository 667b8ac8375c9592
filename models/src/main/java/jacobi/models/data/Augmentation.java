package jacobi.models.data;

import jacobi.random.Seed;
import jacobi.random.Stream;

/// Small random changes to images, so that a model learns from images it has not seen.
///
/// What happens to an image depends on the seed, the epoch and its number alone. Elements are read
/// between pixels by weighting the four around; outside an image there is 0.
///
/// @param shift the most pixels an image moves, down and across
/// @param degrees the most it turns, either way
/// @param zoom how much at most is cropped away, or added, as a fraction of the size
/// @param flip whether half of the images are mirrored
/// @param noise the deviation of what is added to each element
public record Augmentation(double shift, double degrees, double zoom, boolean flip, double noise) {
  /// Images as they are.
  public static final Augmentation NONE = new Augmentation(0, 0, 0, false, 0);

  /// Refuses what is no size.
  ///
  /// @throws DataException if a size is negative or infinite, or the zoom leaves nothing
  public Augmentation {
    if (!(isSize(shift) && isSize(degrees) && isSize(zoom) && zoom < 1 && isSize(noise))) {
      throw new DataException(
          "augmentation by shift %s, %s degrees, zoom %s, noise %s"
              .formatted(shift, degrees, zoom, noise));
    }
  }

  private static boolean isSize(double number) {
    return number >= 0 && number < Double.POSITIVE_INFINITY;
  }

  /// What suits a set: clothes, which are centered, are mirrored; digits are moved, turned and
  /// zoomed, but never mirrored; what is not known is moved only.
  public static Augmentation fitting(ImageSet images) {
    if (images.isDigits()) {
      return new Augmentation(2, 10, 0.1, false, 0);
    }
    return images.name().equals(KnownImages.FASHION_MNIST.title())
        ? new Augmentation(0, 0, 0, true, 0)
        : new Augmentation(1, 0, 0, false, 0);
  }

  /// The images numbered by `indices`, changed, as brightness: `[indices.length, height·width]`.
  public float[] apply(Images images, Seed seed, long epoch, int... indices) {
    float[] all = images.brightness(indices);
    if (equals(NONE)) {
      return all;
    }
    for (int i = 0; i < indices.length; i++) {
      Stream random = seed.at(epoch).at(indices[i]).stream();
      change(all, i * images.area(), images.height(), images.width(), random);
    }
    return all;
  }

  private static double between(Stream random, double size) {
    return size * (2 * random.nextDouble() - 1);
  }

  /// Draws in a fixed order, whatever is asked for.
  private void change(float[] all, int start, int height, int width, Stream random) {
    double down = between(random, shift);
    double across = between(random, shift);
    double angle = StrictMath.toRadians(between(random, degrees));
    double scale = 1 + between(random, zoom);
    boolean mirrored = random.nextDouble() < 0.5 && flip;
    double cos = StrictMath.cos(angle) * scale;
    double sin = StrictMath.sin(angle) * scale;
    float[] image = java.util.Arrays.copyOfRange(all, start, start + height * width);
    double middleRow = (height - 1) / 2.0;
    double middleColumn = (width - 1) / 2.0;
    for (int i = 0; i < height; i++) {
      for (int j = 0; j < width; j++) {
        double row = i - middleRow - down;
        double column = (mirrored ? middleColumn - j : j - middleColumn) - across;
        double y = cos * row - sin * column + middleRow;
        double x = sin * row + cos * column + middleColumn;
        double value = at(image, height, width, y, x);
        double added = noise == 0 ? 0 : noise * random.nextGaussian();
        all[start + i * width + j] = (float) Math.clamp(value + added, 0, 1);
      }
    }
  }

  private static double at(float[] image, int height, int width, double y, double x) {
    int row = (int) Math.floor(y);
    int column = (int) Math.floor(x);
    double sum = 0;
    for (int i = row; i <= row + 1; i++) {
      for (int j = column; j <= column + 1; j++) {
        boolean inside = i >= 0 && i < height && j >= 0 && j < width;
        double weight = (1 - Math.abs(y - i)) * (1 - Math.abs(x - j));
        sum += inside ? weight * image[i * width + j] : 0;
      }
    }
    return sum;
  }
}
